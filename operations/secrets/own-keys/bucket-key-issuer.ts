import type { ObjectStorageKey } from '@linode/api-v4';
import { BUCKETS } from '../../../model/naming';
import type { Platform } from '../../../model/platform';
import { bucketKeyVariables } from '../../bootstrap/mint-key';
import { listKeys, mintLimitedKey, revokeKey } from '../../linode/object-keys';
import { objectStorage } from '../../object-storage/client';
import { keyWorks } from '../../object-storage/key-works';
import type { IssuedKey, KeyIssuer } from './key-issuer';

/** Issues keys of exactly the platform's buckets, as bootstrap does. */
export function bucketKeyIssuer({ state }: Pick<Platform, 'state'>): KeyIssuer {
  const { region, endpoint, buckets } = state;
  return {
    name: 'bucket-key',
    variables: ['AWS_ACCESS_KEY_ID', 'LINODE_OBJ_ACCESS_KEY'],
    unknown: 'npx lke-platform bootstrap gives you a key of your own.',
    list: async () => (await listKeys()).map(issued),
    mint: async (label) => {
      const opened = BUCKETS.map((bucket) => ({ name: buckets[bucket], region }));
      const { id, accessKey, secretKey } = await mintLimitedKey(label, opened);
      return {
        issued: { id, label, shown: accessKey, createdAt: undefined, expiresAt: undefined },
        variables: bucketKeyVariables({ accessKey, secretKey }),
      };
    },
    awaitUsable: ({ variables: { AWS_ACCESS_KEY_ID: accessKey = '', AWS_SECRET_ACCESS_KEY: secretKey = '' } }) =>
      keyWorks(objectStorage({ endpoint, accessKey, secretKey }), buckets.state),
    revoke: revokeKey,
  };
}

const issued = ({ id, label, access_key: shown }: ObjectStorageKey): IssuedKey => ({
  id,
  label,
  shown,
  createdAt: undefined,
  expiresAt: undefined,
});
