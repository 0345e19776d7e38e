import type { EnvironmentVariables } from '../../../model/environment-variables';
import { vaultClient } from '../../secrets/sources/vault-client';
import { removeFromVault, vaultSource } from '../../secrets/sources/vault-source';
import { type KubeconfigPlace, USUAL_KEY } from './place';
import { parsed } from './references';

/**
 * `ext-vault`: a KV engine, version 2, of HashiCorp Vault or OpenBao.
 *
 * @throws {SourceError} when address or token are not known
 */
export function vaultPlace(environment: EnvironmentVariables): KubeconfigPlace {
  const vault = vaultClient(environment);
  const source = vaultSource(vault);
  const placeOf = (reference: string) => {
    const { path, key = USUAL_KEY } = parsed(reference);
    return { path, key };
  };
  return {
    put: async (reference, text) => {
      const { path, key } = placeOf(reference);
      await source.write(path, { [key]: Buffer.from(text) }, 0);
    },
    get: async (reference) => {
      const { path, key } = placeOf(reference);
      const found = (await source.read(path))?.fields[key];
      return found && Buffer.from(found).toString();
    },
    remove: (reference) => removeFromVault(vault, placeOf(reference).path),
  };
}
