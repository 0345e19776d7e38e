import type { Platform } from '../../../model/platform';
import type { OwnKeyStatus } from '../../../operations/secrets/own-keys/own-key-status';
import type { PlatformStatus } from '../../../operations/secrets/platform-status';
import type { Colours } from '../../conventions/colours';
import type { ReportedProblem } from '../../conventions/problems';
import { PLATFORM } from './rotate-own-key';

/** Whether nothing has to be done. @param isNamed whether it was asked for by name: then all of it has to be told */
export const isAlright = ({ ownKeys, sealingKeys, notChecked }: PlatformStatus, isNamed: boolean): boolean =>
  !(isNamed && notChecked.length > 0) &&
  ownKeys.every(({ freshness }) => freshness === 'fresh') &&
  sealingKeys.every(({ isBackedUp }) => isBackedUp);

/** What programs are told of the platform itself. */
export const platformResult = ({ ownKeys, sealingKeys }: PlatformStatus) => ({
  ownKeys: ownKeys.map((it) => ({ ...it, ageDays: it.ageDays ?? null, dueAt: it.dueAt ?? null })),
  sealingKeys: sealingKeys.map((it) => ({ ...it, createdAt: it.createdAt ?? null })),
});

export const platformWarnings = ({ notChecked }: PlatformStatus): ReportedProblem[] =>
  notChecked.map((what) => ({ severity: 'warning', what }));

/** Rows of the table of secrets. */
export function platformRows(
  { ownKeys, sealingKeys }: PlatformStatus,
  { keyRotationFrequencyDays }: Pick<Platform, 'keyRotationFrequencyDays'>,
  { green, yellow }: Colours,
): string[][] {
  return [
    ...ownKeys.map((status) => [
      PLATFORM,
      `${status.key} ${status.label}`,
      status.ageDays === undefined ? '' : `${status.ageDays} of ${keyRotationFrequencyDays} days`,
      status.dueAt?.slice(0, 10) ?? '',
      '',
      status.freshness === 'fresh' ? green('fresh') : yellow(wordsFor(status)),
    ]),
    ...sealingKeys.map(({ name, isBackedUp }) => [
      PLATFORM,
      name,
      ...['', '', ''],
      isBackedUp ? green('backed up') : yellow('no backup: npx lke-platform secrets keys backup'),
    ]),
  ];
}

/** What it is, and what to do about it. */
function wordsFor({ key, freshness, isHeld }: OwnKeyStatus): string {
  const what = {
    replaced: 'its rotation is not finished',
    'age-unknown': 'nothing tells how old it is',
    stale: 'stale',
    fresh: 'fresh',
  }[freshness];
  return isHeld
    ? `${what}: npx lke-platform secrets rotate ${PLATFORM} ${key}`
    : `${what}: whoever holds it rotates it, or it is revoked`;
}
