import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { ownKeyLabel } from '../../model/own-keys';
import { RECIPIENT_VARIABLE } from '../deploy/snapshots';
import { type MintedKey, mintLimitedKey } from '../linode/object-keys';
import { objectStorage } from '../object-storage/client';
import { keyWorks } from '../object-storage/key-works';
import { readIdentities } from '../secrets/identity/identity-file';
import type { Temporary } from './journal';
import { writePrivateFile } from './private-file';
import { linodeBuckets, type Site } from './site';
import { variablesHeading, type Variables, writeVariables } from './variables-file';

/** Mints a key for exactly the platform's buckets and writes everything that a person has to set into a file. */
export async function mintKey(site: Site): Promise<void> {
  const { platform, journal, places } = site;
  const label = { platform: platform.name, key: 'bucket-key' as const, now: new Date() };
  const thing: Temporary = { kind: 'key', name: ownKeyLabel({ ...label, random: randomBytes(2).toString('hex') }) };
  const recipient = await snapshotRecipient(site);
  journal.write({ event: 'making', thing });
  const { accessKey, secretKey } = await mintLimitedKey(thing.name, linodeBuckets(site));
  // The secret is told once, so it is kept before anything else happens.
  writeVariables(
    places.variables,
    {
      ...bucketKeyVariables({ accessKey, secretKey }),
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
      [RECIPIENT_VARIABLE]: recipient,
    },
    variablesHeading(platform.name),
  );
  journal.write({ event: 'kept', thing });
  site.onStep('waiting until the object storage knows a new key');
  await keyWorks(
    objectStorage({ endpoint: platform.state.endpoint, accessKey, secretKey }),
    platform.state.buckets.state,
  );
}

/** The variables by which the engine, the provider and the commands take a key of the buckets. */
export const bucketKeyVariables = ({
  accessKey,
  secretKey,
}: Pick<MintedKey, 'accessKey' | 'secretKey'>): Variables => ({
  AWS_ACCESS_KEY_ID: accessKey,
  AWS_SECRET_ACCESS_KEY: secretKey,
  LINODE_OBJ_ACCESS_KEY: accessKey,
  LINODE_OBJ_SECRET_KEY: secretKey,
});

/** The recipient that is set, or that of the identity beside the variables, which is made if there is none. */
async function snapshotRecipient({ environment, places }: Site): Promise<string> {
  const given = environment[RECIPIENT_VARIABLE];
  if (given) return given;
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  if (existsSync(places.identity)) return identityToRecipient(readIdentities(places.identity).current[0] ?? '');
  const identity = await generateX25519Identity();
  writePrivateFile(places.identity, `${identity}\n`);
  return identityToRecipient(identity);
}
