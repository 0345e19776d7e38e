import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { READ_SCOPES } from '../../operations/drift-credentials/read-scopes';
import type { Workplace } from './workplace';

/** What `drift credentials` gives to whoever looks for drift, minted at the stand-ins. @param prefix of the buckets */
export function readingVariables({ standIn, s3, folder }: Workplace, prefix: string): Record<string, string> {
  const { token } = standIn.world.linode.createToken('reader', READ_SCOPES.join(' '));
  const buckets = ['state', 'artifacts', 'reports'].map((part) => `${prefix}-${part}`);
  const bucket_access = buckets.map((bucket_name) => ({ bucket_name, permissions: 'read_only' }));
  const { access_key, secret_key } = s3.mintKey({ label: 'reader', bucket_access });
  return {
    LINODE_TOKEN: token,
    AWS_ACCESS_KEY_ID: access_key,
    AWS_SECRET_ACCESS_KEY: secret_key,
    LINODE_OBJ_ACCESS_KEY: access_key,
    LINODE_OBJ_SECRET_KEY: secret_key,
    KUBECONFIG: kubeconfigAt(standIn, join(folder, 'reader.kubeconfig')),
  };
}

/** The stand-in of a cluster knows one token alone, whatever its holder may do. */
function kubeconfigAt({ apiUrl, world }: Workplace['standIn'], file: string): string {
  const [cluster] = world.kubernetes.values();
  const config = {
    clusters: [{ name: 'it', cluster: { server: `${apiUrl}/kubernetes/${cluster?.host ?? ''}` } }],
    users: [{ name: 'it', user: { token: cluster?.token } }],
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
    'current-context': 'it',
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}
