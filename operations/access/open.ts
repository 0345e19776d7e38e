import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import { accessTo } from '../deploy/bucket-access';
import { readNamedFile } from '../machine/named-file';
import { parseGrantName } from './grant-name';
import { placeOf } from './places/place-of';
import { parsed, referenceOfGrant } from './places/references';
import { refuseExisting, writeNewPrivateFile } from './private-copy';
import { AccessRefused } from './refused';
import { onSite, sitePlaceOf } from './site';

export interface OpenProps {
  readonly grant: string;
  /** File with an age identity. @default - the file gets it as it is kept, encrypted, to be handed on */
  readonly identity: string | undefined;
  /** New file for the kubeconfig. */
  readonly out: string;
}

/**
 * Decrypts the kubeconfig of a grant, or only fetches it for its holder. It takes the key of the buckets, or of Vault, and the identity.
 *
 * @throws {AccessRefused} when there is no such grant, or the identity is not one of its recipients
 */
export async function openKubeconfig(
  platform: Platform,
  environment: EnvironmentVariables,
  { grant, identity, out }: OpenProps,
): Promise<void> {
  refuseExisting(out);
  const decrypt = identity === undefined ? (it: string) => Promise.resolve(it) : await decryption(identity);
  const named = parseGrantName(grant);
  const policy = platform.environments
    .find(({ name }) => name === named?.environment)
    ?.accessPolicies.find(({ role }) => role === named?.role);
  if (!policy) throw new AccessRefused([{ what: 'this is not the name of a grant of this platform', given: grant }]);
  const reference = referenceOfGrant(policy.kubeconfigSecret, grant);
  const text = await storedText(platform, environment, reference);
  if (text === undefined) {
    const what = `there is no kubeconfig at ${reference}: the grant has ended, or never came to be`;
    throw new AccessRefused([{ what, fix: 'npx lke-platform access list' }]);
  }
  writeNewPrivateFile(out, await decrypt(text));
}

/** Only what is in the cluster takes a credential of the cluster. */
function storedText(
  platform: Platform,
  environment: EnvironmentVariables,
  reference: string,
): Promise<string | undefined> {
  if (parsed(reference).source === 'kubernetes') {
    return onSite(sitePlaceOf(platform), environment, (site) => site.placeOf(reference).get(reference));
  }
  const { endpoint, buckets } = platform.state;
  const s3 = accessTo(endpoint, environment);
  return placeOf(reference, {
    s3,
    platform: platform.name,
    bucket: buckets.state,
    cluster: undefined,
    environment,
  }).get(reference);
}

async function decryption(file: string): Promise<(text: string) => Promise<string>> {
  const { armor, Decrypter } = await import('age-encryption');
  const identities =
    readNamedFile(file)
      .toString()
      .match(/AGE-SECRET-KEY-[A-Z0-9-]+/g) ?? [];
  const allowed = 'a file as age-keygen writes it, with a line that begins with AGE-SECRET-KEY-';
  const refused = (what: string) => new AccessRefused([{ what, where: '--identity', given: file, allowed }]);
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch {
    // What is thrown may quote the identity.
    throw refused('there is a damaged age identity in this file');
  }
  if (identities.length === 0) throw refused('there is no age identity in this file');
  return async (text) => {
    try {
      return await decrypter.decrypt(armor.decode(text), 'text');
    } catch {
      throw refused('this identity is not one that the kubeconfig was encrypted for');
    }
  };
}
