import { freshnessOf, type SecretSeen } from '../../model/secret-freshness';

const NOW = new Date('2026-11-28T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();
const item = { rotationFrequencyDays: 30 };

const seen = (days: number, changes: Partial<SecretSeen> = {}): SecretSeen => ({
  source: { version: 2, changedAt: daysAgo(days) },
  cluster: { version: 2, changedAt: daysAgo(days), syncedAt: daysAgo(1) },
  isRotating: false,
  ...changes,
});

it.each<[string, SecretSeen, string]>([
  ['up to its rotation frequency', seen(30), 'fresh'],
  ['after its rotation frequency', seen(30.001), 'stale'],
  ['that the cluster never got', seen(1, { cluster: undefined }), 'never-synced'],
  [
    'of which the cluster has an older version',
    seen(1, { cluster: { version: 1, changedAt: daysAgo(1), syncedAt: daysAgo(1) } }),
    'behind',
  ],
  [
    'that was removed and set anew, so that its versions count from 1 again',
    seen(1, { cluster: { version: 2, changedAt: daysAgo(9), syncedAt: daysAgo(8) } }),
    'behind',
  ],
  ['whose rotation is unfinished, whatever its age', seen(300, { isRotating: true }), 'rotating'],
  ['that nobody has set', seen(1, { source: undefined }), 'not-set'],
])('a secret %s is judged', (_, given, freshness) => {
  expect(freshnessOf(item, given, NOW).freshness).toBe(freshness);
});

it('tells whole days, and when the next rotation is due', () => {
  expect(freshnessOf(item, seen(12.9), NOW)).toMatchObject({ ageDays: 12, dueAt: daysAgo(12.9 - 30) });
  expect(freshnessOf(item, seen(1, { source: undefined }), NOW)).toMatchObject({ ageDays: undefined });
});

it('counts a value from the future as new', () => {
  expect(freshnessOf(item, seen(-1), NOW)).toMatchObject({ ageDays: 0, freshness: 'fresh' });
});
