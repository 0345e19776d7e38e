import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Platform } from '../../../model/platform';
import { parseSecretReference } from '../../../model/secret-reference';
import { openSources } from '../../secrets/sources/sources';
import type { ReadSecret } from './incident-targets';

const VARIABLE = /^env:(.+)$/;

/** Reads what the targets of the platform file name: environment variables, and secrets of its sources. */
export function secretReader(platform: Platform, environment: EnvironmentVariables): ReadSecret {
  return async (place) => {
    const variable = VARIABLE.exec(place)?.[1];
    if (variable !== undefined) {
      const value = environment[variable];
      if (value) return value;
      throw new Error(`${variable} is not set. Set it to what the platform file names ${place} for.`);
    }
    const { source, path } = openSources(platform, environment)(place);
    const stored = await source.read(path);
    const values = Object.entries(stored?.fields ?? {});
    const { key } = parseSecretReference(place) ?? {};
    const found = values.find(([name]) => name === key) ?? (key === undefined ? values[0] : undefined);
    if (found) return Buffer.from(found[1]).toString().trim();
    throw new Error(`${place} holds nothing. Write it there, or name another place in the platform file.`);
  };
}
