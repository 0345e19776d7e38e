import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import { findEngine } from '../engine/find-engine';
import { Interrupts } from '../engine/interrupts';
import { linodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';
import type { LockBehaviour } from '../object-storage/lock-probe';
import { aloneOnThisMachine } from './alone';
import { Journal } from './journal';
import type { Step } from './next-step';
import { observe } from './observe';
import { PERFORMANCES } from './perform';
import { type Places, placesOf } from './places';
import { runSteps } from './run-steps';
import type { Site } from './site';
import { BootstrapAudit } from './write-audit';

export interface BootstrapProps {
  readonly platform: Platform;
  /** Folder of the stack `state`, as synth wrote it. */
  readonly stackFolder: string;
  readonly environment: EnvironmentVariables;
  /** Called with what begins, in words. */
  readonly onStep: (text: string) => void;
}

/** A platform whose state is in its bucket. */
export interface Bootstrapped {
  readonly platform: string;
  readonly buckets: Platform['state']['buckets'];
  /** File with the variables to set. */
  readonly variables: string;
  /** File with the identity that opens snapshots; undefined if the recipient was given. */
  readonly identity: string | undefined;
  readonly lock: LockBehaviour;
  /** What had to be done. */
  readonly steps: readonly Step[];
  /** What is not in the audit log yet, in words. */
  readonly notAudited: readonly string[];
}

/**
 * Takes a platform from an empty account to a remote state. It may be called any number of times: whatever is there
 * already stays, and what an interrupted call began is brought to its end.
 *
 * @throws {Error} when something cannot be done; nothing is lost, and the next call goes on from there
 */
export async function bootstrap(props: BootstrapProps): Promise<Bootstrapped> {
  const { platform, environment } = props;
  connectLinode(linodeAccess(platform.sources.linodeApi, environment), { onWait: props.onStep });
  const places = placesOf(platform.name, environment);
  return aloneOnThisMachine(places, () => bootstrapIn(places, props));
}

async function bootstrapIn(places: Places, props: BootstrapProps): Promise<Bootstrapped> {
  const { platform, environment, onStep } = props;
  const journal = new Journal(join(places.work, 'bootstrap.jsonl'));
  const engine = await findEngine(environment);
  const interrupts = new Interrupts();
  const site: Site = { ...props, places, journal, engine, interrupts };
  const audit = new BootstrapAudit(site);
  try {
    const steps = await runSteps({
      journal,
      look: () => {
        onStep('looking at what is there');
        return observe(site);
      },
      perform: async (step) => {
        interrupts.check();
        await audit.begin(step);
        onStep(PERFORMANCES[step].about);
        await PERFORMANCES[step].perform(site);
      },
    });
    const notAudited = await audit.end('done');
    return {
      platform: platform.name,
      buckets: platform.state.buckets,
      variables: places.variables,
      identity: existsSync(places.identity) ? places.identity : undefined,
      // No platform is done without.
      lock: journal.lockOn(platform.state.endpoint, platform.state.versioning) ?? 'unsupported',
      steps,
      notAudited,
    };
  } catch (error) {
    await audit.end('failed');
    throw error;
  } finally {
    interrupts.dispose();
  }
}
