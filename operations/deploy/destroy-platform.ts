import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BUCKETS } from '../../model/naming';
import type { StackEngine } from '../engine/stack-engine';
import { emptyBucket } from '../object-storage/empty-bucket';
import type { AppliedStack, ApplyStacksProps } from './apply';
import { accessTo } from './bucket-access';
import type { Deployment } from './deployment';
import { destroyStacks, type DestroyStacksProps } from './destroy';
import { exportBucket, VERSIONS } from './export-bucket';
import type { SynthesizedStack } from './output-folder';
import { isTornDownIn, LOCAL_STATE, TEARDOWN } from './platform-gone';
import { summarize } from '../plan-review/plan-summary';
import { refuseDestroy } from './refuse-destroy';

/**
 * Destroys a whole platform: every stack in reverse order, and the buckets last. Before the buckets go, every
 * version of their objects is written to a folder, and the state of the stack `state` moves there, because it lies in a bucket that it describes.
 *
 * Can be run again after a failure at any step, with the same folder.
 *
 * @param folder for the objects of the buckets; empty, or of an earlier attempt
 * @throws {DestroyRefused} when something is protected; then nothing is destroyed
 */
export async function destroyPlatform(
  deployment: Deployment,
  folder: string,
  props: DestroyStacksProps,
): Promise<AppliedStack[]> {
  const state = deployment.stack('state');
  const teardown = resolve(folder, TEARDOWN);
  if (isTornDownIn(folder)) return [await destroyBuckets(deployment, state, teardown, props)];

  if (existsSync(folder) && readdirSync(folder).some((name) => name !== TEARDOWN && !isExport(name))) {
    throw new Error(`${folder} holds something else. Name an empty or a new folder for the export.`);
  }
  await refuseDestroy(deployment, deployment.output.stacks);
  const others = deployment.output.stacks.filter(({ id }) => id !== 'state').map(({ id }) => id);
  const destroyed = await destroyStacks(deployment, others, props);
  const left = destroyed.find(({ status }) => status !== 'applied' && status !== 'unchanged');
  if (left) return [...destroyed, { stack: 'state', status: 'skipped', because: left.stack }];
  // The last event: it is in the export of the ledger, which goes with the other buckets.
  await props.audit?.write({ chain: 'platform', kind: 'destroy.began', what: 'destroy state: all buckets' });
  await props.beforeBuckets?.();
  await exportBuckets(deployment, folder);
  await moveStateTo(teardown, deployment, state);
  return [...destroyed, await destroyBuckets(deployment, state, teardown, props)];
}

const isExport = (name: string) => BUCKETS.some((bucket) => name === bucket || name === bucket + VERSIONS);

async function exportBuckets(deployment: Deployment, folder: string): Promise<void> {
  const { buckets, endpoint } = deployment.output;
  const s3 = accessTo(endpoint, deployment.environment);
  for (const bucket of BUCKETS) {
    deployment.step('state', `exporting ${buckets[bucket]}`);
    await ifThere(() => exportBucket(s3, buckets[bucket], join(folder, bucket)));
  }
}

/** Lets the engine move the state of a stack from the bucket into a folder. */
async function moveStateTo(teardown: string, deployment: Deployment, state: SynthesizedStack): Promise<void> {
  rmSync(teardown, { recursive: true, force: true }); // an attempt that did not get to its end
  mkdirSync(teardown, { recursive: true, mode: 0o700 });
  copyFileSync(join(state.folder, 'cdk.tf.json'), join(teardown, 'cdk.tf.json'));
  const engine = deployment.engine({ id: 'state', folder: teardown });
  await engine.init();
  const local = { terraform: { backend: { local: { path: LOCAL_STATE } } } };
  writeFileSync(join(teardown, 'backend_override.tf.json'), JSON.stringify(local));
  await engine.init('-migrate-state', '-force-copy');
}

/** Empties the buckets and destroys them. */
async function destroyBuckets(
  deployment: Deployment,
  state: SynthesizedStack,
  teardown: string,
  props: ApplyStacksProps,
): Promise<AppliedStack> {
  const engine = deployment.engine({ id: 'state', folder: teardown });
  try {
    const destroyed = await destroyApproved(deployment, engine, deployment.planFile(state), props);
    if (destroyed.status !== 'declined') rmSync(teardown, { recursive: true });
    return { stack: 'state', ...destroyed };
  } catch (error) {
    return { stack: 'state', status: 'failed', error };
  }
}

async function destroyApproved(
  deployment: Deployment,
  engine: StackEngine,
  file: string,
  { approve }: ApplyStacksProps,
) {
  await engine.init();
  if ((await engine.plan(file, { destroy: true })) === 'unchanged') return { status: 'unchanged' as const };
  const summary = summarize(await engine.show(file));
  if (!(await approve('state', summary))) return { status: 'declined' as const, summary };
  const { buckets, endpoint } = deployment.output;
  const s3 = accessTo(endpoint, deployment.environment);
  for (const bucket of BUCKETS) {
    deployment.step('state', `emptying ${buckets[bucket]}`);
    await ifThere(() => emptyBucket(s3, buckets[bucket]));
  }
  await engine.apply(file);
  return {
    status: 'applied' as const,
    summary,
    snapshot: undefined,
    configuration: undefined,
    rollback: undefined,
    nodes: undefined,
  };
}

/** An earlier attempt may have destroyed a bucket already, and one that a later release added may never have been made. */
async function ifThere(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'NoSuchBucket')) throw error;
  }
}
