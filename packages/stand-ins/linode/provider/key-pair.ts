import type { KeyPair } from '../../world/object-store';

/** A pair of object keys; undefined unless both are given. */
export const keyPair = (access_key: string | undefined, secret_key: string | undefined): KeyPair | undefined =>
  access_key && secret_key ? { access_key, secret_key } : undefined;
