import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Platform } from '../../../model/platform';
import { parseSecretReference } from '../../../model/secret-reference';
import { accessTo } from '../../deploy/bucket-access';
import { ageCipher } from './age-cipher';
import { bucketSource } from './bucket-source';
import type { SecretSource } from './source';
import { vaultClient } from './vault-client';
import { vaultSource } from './vault-source';

/** The sources of a platform, each opened when it is first asked for. */
export type Sources = (reference: string) => { readonly source: SecretSource; readonly path: string };

/** Beginning of the keys of secrets in the state bucket: it is plain, and whoever reads it can read more than those. */
export const secretsPrefixOf = (platform: string) => `${platform}/secrets/`;

export function openSources({ name, state }: Platform, environment: EnvironmentVariables): Sources {
  const opened = new Map<string, SecretSource>();
  const open = {
    'linode-secret-manager': () =>
      bucketSource({
        s3: accessTo(state.endpoint, environment),
        bucket: state.buckets.state,
        prefix: secretsPrefixOf(name),
        cipher: ageCipher(name, environment),
      }),
    'ext-vault': () => vaultSource(vaultClient(environment)),
  };
  return (reference) => {
    const { source: kind, path } = parseSecretReference(reference) ?? { source: undefined, path: '' };
    // Validation lets no other one into a bundle.
    if (kind !== 'linode-secret-manager' && kind !== 'ext-vault') throw new Error(`${reference} names another source`);
    const source = opened.get(kind) ?? open[kind]();
    opened.set(kind, source);
    return { source, path };
  };
}
