import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { StackFacts } from '../../../model/stack-facts';
import { daysAgo, type ExporterWorld } from '../exporter-world';
import type { StackJson } from '../synthesize';

type Stacks = Readonly<Record<string, StackJson>>;

/** What a stack of the example tells when it is applied. */
export const factsIn = (stacks: Stacks, stack: EnvironmentName) => stacks[stack]?.locals?.facts as StackFacts;

/** Keeps a drift report of an environment. @param complete when all of it was compared last */
export async function reportDrift(
  { s3, buckets }: ExporterWorld,
  environment: EnvironmentName,
  severity: 'none' | 'minor' | 'major',
  complete = daysAgo(1),
): Promise<void> {
  const report = { detected_at: daysAgo(1), drift_summary: severity, last_complete_at: complete, findings: [] };
  const Key = `reports/${environment}/2026-11-27-b/report.json`;
  await s3.send(new PutObjectCommand({ Bucket: buckets.reports, Key, Body: JSON.stringify(report) }));
}

/** What a sync tells after which the cluster has each secret of an environment. @param changedAt when each was set */
export const syncedBundle = ({ secrets }: StackFacts, changedAt: string) => ({
  bundle: Object.fromEntries(secrets.map(({ name }) => [name, { version: 2, changedAt, syncedAt: daysAgo(3) }])),
  rotations: {},
});

/** A platform of which no alert tells. @param lacks what nobody did there. @default - nothing */
export async function tellOfHealth(
  world: ExporterWorld,
  stacks: Stacks,
  lacks?: 'key-backup' | 'reviews',
): Promise<void> {
  for (const stack of ['cluster', 'system', 'production'] as const) {
    const snapshot = { key: `snapshots/${stack}/1.age` };
    await world.apply(stack, stacks[stack] ?? '{}', daysAgo(5), 'done', { snapshot });
  }
  for (const environment of ['system', 'production'] as const) {
    const facts = factsIn(stacks, environment);
    const created = { record: 1, from: null, to: 'provisioning', event: 'created' };
    await world.tell(environment, daysAgo(4), 'status', created);
    const ready = { record: 1, from: 'provisioning', to: 'ready', event: 'apply-succeeded' };
    await world.tell(environment, daysAgo(4), 'status', ready);
    await world.tell(environment, daysAgo(3), 'secrets.sync.done', syncedBundle(facts, daysAgo(4)));
    const policies = lacks === 'reviews' ? [] : facts.policies;
    for (const { role } of policies) await world.tell(environment, daysAgo(2), 'access-review', { role });
    await reportDrift(world, environment, 'none');
  }
  if (lacks === 'key-backup') return;
  const key = { Bucket: world.buckets.artifacts, Key: 'sealing-keys/abc.age', Body: 'x' };
  await world.s3.send(new PutObjectCommand(key));
}
