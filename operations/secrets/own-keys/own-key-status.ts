import type { EnvironmentVariables } from '../../../model/environment-variables';
import { type OwnKeyName, parseOwnKeyLabel } from '../../../model/own-keys';
import type { Platform } from '../../../model/platform';
import { ageOf } from '../../../model/secret-freshness';
import { isHeld, type IssuedKey, type KeyIssuer } from './key-issuer';

/**
 * How it is with an own key: another one is to take its place, nothing tells how old it is, it is older than the rotation
 * frequency, or none of that.
 */
export type OwnKeyFreshness = 'replaced' | 'age-unknown' | 'stale' | 'fresh';

export interface OwnKeyStatus {
  readonly key: OwnKeyName;
  readonly label: string;
  readonly freshness: OwnKeyFreshness;
  /** Whether it, or the one that replaces it, is what this process works with. */
  readonly isHeld: boolean;
  readonly ageDays: number | undefined;
  readonly dueAt: string | undefined;
}

/**
 * Judges the own keys of a platform at one issuer: the one that this process works with, and those of others, which are
 * known by their labels.
 */
export async function ownKeyStatuses(
  issuer: KeyIssuer,
  { name: platform, keyRotationFrequencyDays }: Pick<Platform, 'name' | 'keyRotationFrequencyDays'>,
  environment: EnvironmentVariables,
  now: Date,
): Promise<OwnKeyStatus[]> {
  const keys = await issuer.list();
  const labelOf = ({ label }: IssuedKey) => parseOwnKeyLabel(platform, issuer.name, label, now);
  const isHere = (key: IssuedKey) => isHeld(issuer, key, environment);
  return keys
    .filter((key) => isHere(key) || labelOf(key) !== undefined)
    .map((key) => {
      const { id, label } = key;
      const madeAt = key.createdAt ?? labelOf(key)?.madeAt;
      const age = madeAt === undefined ? undefined : ageOf(madeAt, keyRotationFrequencyDays, now);
      const successors = keys.filter((other) => labelOf(other)?.replaces === id);
      return {
        key: issuer.name,
        label,
        freshness: freshnessOf(age, successors.length > 0),
        isHeld: isHere(key) || successors.some(isHere),
        ageDays: age?.ageDays,
        dueAt: age?.dueAt,
      };
    });
}

function freshnessOf(age: { readonly isDue: boolean } | undefined, isReplaced: boolean): OwnKeyFreshness {
  if (isReplaced) return 'replaced';
  if (!age) return 'age-unknown';
  return age.isDue ? 'stale' : 'fresh';
}
