import { hkdfSync } from 'node:crypto';
import type { EnvironmentVariables } from '../../../model/environment-variables';

/** The variable with the key of the service: 32 random bytes in base64, the same for every replica. */
export const KEY_VARIABLE = 'LKE_PLATFORM_HANDOFF_KEY';
const KEY_BYTES = 32;

/** Keys of the service, one for each purpose: what one of them signed opens nothing else. */
export interface ServiceKeys {
  readonly links: Uint8Array;
  readonly sessions: Uint8Array;
}

/** @throws {Error} when there is none, or it is too short to be one */
export function serviceKeys({ [KEY_VARIABLE]: text = '' }: EnvironmentVariables): ServiceKeys {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) {
    const what = text === '' ? 'is not set' : 'does not hold 32 bytes in base64';
    throw new Error(`${KEY_VARIABLE} ${what}. Make one, for all replicas: openssl rand -base64 32`);
  }
  const derived = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', key, '', `lke-platform handoff ${purpose}`, KEY_BYTES));
  return { links: derived('links'), sessions: derived('sessions') };
}
