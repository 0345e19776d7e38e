import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { BUCKETS, stateKeyOf, type Bucket } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { engineError } from '../engine/engine-error';
import type { Engine } from '../engine/find-engine';
import type { Interrupts } from '../engine/interrupts';
import { runEngine } from '../engine/run-engine';
import type { LinodeBucket } from '../linode/buckets';
import type { Journal } from './journal';
import type { Places } from './places';

/** What every step of a bootstrap works with. */
export interface Site {
  readonly platform: Platform;
  /** Folder of the stack `state`, as synth wrote it. */
  readonly stackFolder: string;
  readonly environment: EnvironmentVariables;
  readonly places: Places;
  readonly journal: Journal;
  readonly engine: Engine;
  readonly interrupts: Interrupts;
  /** Called with what begins, in words. */
  readonly onStep: (text: string) => void;
}

/** Folder in which the stack `state` is applied on a local state. */
export const localFolder = ({ places }: Site) => join(places.work, 'local');

export const localStateFile = (site: Site) => join(localFolder(site), 'terraform.tfstate');

export const linodeBucket = ({ platform }: Site, bucket: Bucket): LinodeBucket => ({
  name: platform.state.buckets[bucket],
  region: platform.state.region,
});

export const linodeBuckets = (site: Site) => BUCKETS.map((bucket) => linodeBucket(site, bucket));

export const stateObject = ({ platform }: Site) => ({
  Bucket: platform.state.buckets.state,
  Key: stateKeyOf(platform.name, 'state'),
});

/** Runs the engine. @throws {EngineError} when it fails */
export async function runInFolder(
  site: Site,
  folder: string,
  variables: EnvironmentVariables,
  ...args: readonly string[]
): Promise<void> {
  const { engine, interrupts, environment, places } = site;
  // The engine brings to its end what it has begun, and writes its state, even if this process is killed.
  const outputs = mkdtempSync(join(places.work, 'engine-'));
  try {
    const run = await runEngine(args, {
      engine,
      interrupts,
      folder,
      environment: { ...environment, ...variables },
      outputPath: join(outputs, 'run'),
      privateFiles: args[0] === 'apply',
    });
    if (run.code !== 0) throw engineError({ stack: 'state', folder, engine }, run);
  } finally {
    rmSync(outputs, { recursive: true });
  }
}
