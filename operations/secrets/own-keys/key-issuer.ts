import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { OwnKeyName } from '../../../model/own-keys';
import type { Variables } from '../../bootstrap/variables-file';

/** What Linode tells of an own key. Nothing of it opens anything. */
export interface IssuedKey {
  readonly id: number;
  readonly label: string;
  /** The part of it that Linode shows: the beginning of what a variable holds. */
  readonly shown: string;
  /** ISO 8601; undefined where Linode does not tell. */
  readonly createdAt: string | undefined;
  /** ISO 8601; undefined for one that has no end. */
  readonly expiresAt: string | undefined;
}

/** A key that was just made, with the variables that hold it. */
export interface NewKey {
  readonly issued: IssuedKey;
  readonly variables: Variables;
}

/** Where own keys of one kind are issued. Linode has to be connected. */
export interface KeyIssuer {
  readonly name: OwnKeyName;
  /** The variables that hold one; the first says which one a process works with. */
  readonly variables: readonly [string, ...string[]];
  /** Every key of the kind that may be seen. */
  list(): Promise<readonly IssuedKey[]>;
  /** Makes one that may do what the platform needs, or what another one may. */
  mint(label: string, like: IssuedKey, now: Date): Promise<NewKey>;
  /** Waits until it opens what it is for. @throws {Error} when it does not */
  awaitUsable(key: NewKey): Promise<void>;
  /** It may be gone already. */
  revoke(id: number): Promise<void>;
  /** What to do where no key of this kind is held that Linode knows, as a sentence. */
  readonly unknown: string;
}

/** Whether variables hold a key: its place is the first of the issuer's. */
export const isHeld = (
  { variables: [name] }: KeyIssuer,
  { shown }: IssuedKey,
  variables: EnvironmentVariables,
): boolean => {
  const value = variables[name] ?? '';
  return value !== '' && value.startsWith(shown);
};
