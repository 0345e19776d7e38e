import { JSONParser } from '@streamparser/json';
import type { ChangeJson, ResourceChangeJson } from '../engine/plan-json';
import type { StackEngine } from '../engine/stack-engine';
import { DECIDED_OUTPUT } from './decided/decided-output';
import type { Decided } from './decided/pinned';

/** What is kept of a plan: all that it changes, and how it came about. It holds secrets. */
export interface ReadPlan {
  /** What the engine says of the plan itself. */
  readonly about: Readonly<Record<(typeof ABOUT)[number], unknown>>;
  /** Whether it failed half way, and is only a part. */
  readonly errored: boolean;
  /** What it would do, without what stays. */
  readonly changes: readonly ResourceChangeJson[];
  /** What was changed since the state was written. */
  readonly drift: readonly ResourceChangeJson[];
  /** How many resources stay as they are. */
  readonly unchanged: number;
  /** Addresses of all that it came to; what is not among them was not planned before it failed. */
  readonly planned: ReadonlySet<string>;
  /** What the configuration decides; undefined where the engine was not asked, or did not come to it. */
  readonly decided?: Decided | undefined;
}

/** Parts of a plan that are single values, and hold no secret. */
const ABOUT = ['format_version', 'terraform_version', 'timestamp', 'complete', 'applyable', 'errored'] as const;

/**
 * Reads a saved plan piece by piece. Of a large platform it is tens of megabytes, nearly all of it resources that stay
 * as they are, so that it is never held as a whole.
 */
export async function readPlan(engine: StackEngine, file: string): Promise<ReadPlan> {
  const reader = new PlanReader();
  await engine.showInPieces(file, (chunk) => {
    reader.write(chunk);
  });
  return reader.end();
}

/** Takes a plan in JSON piece by piece. */
export class PlanReader {
  private readonly about: Record<string, unknown> = {};
  private readonly changes: ResourceChangeJson[] = [];
  private readonly drift: ResourceChangeJson[] = [];
  private unchanged = 0;
  private readonly planned = new Set<string>();
  private decided: Decided | undefined;
  private readonly parser = new JSONParser({
    paths: [
      '$.resource_changes.*',
      '$.resource_drift.*',
      `$.output_changes.${DECIDED_OUTPUT}`,
      ...ABOUT.map((name) => `$.${name}`),
    ],
    keepStack: false,
  });

  constructor() {
    this.parser.onValue = ({ value, key, stack }) => {
      const section = stack.length > 1 ? stack[1]?.key : undefined;
      if (section === 'resource_changes') this.takeChange(value as unknown as ResourceChangeJson);
      else if (section === 'resource_drift') this.drift.push(value as unknown as ResourceChangeJson);
      else if (section === 'output_changes') this.decided = decidedBy(value as unknown as ChangeJson);
      else this.about[String(key)] = value;
    };
  }

  write(chunk: Uint8Array | string): void {
    this.parser.write(chunk);
  }

  /** @throws {Error} when it is not a plan */
  end(): ReadPlan {
    if (this.about.format_version === undefined) throw new Error('what the engine shows is not a plan');
    const { changes, drift, unchanged, planned, decided } = this;
    const about = this.about as ReadPlan['about'];
    return { about, errored: about.errored === true, changes, drift, unchanged, planned, decided };
  }

  private takeChange(change: ResourceChangeJson): void {
    const { actions } = change.change;
    this.planned.add(change.address);
    if (actions.every((action) => action === 'no-op' || action === 'read')) this.unchanged += 1;
    else this.changes.push(change);
  }
}

const decidedBy = ({ after, after_unknown: unknown }: ChangeJson): Decided => ({ values: after, unknown });
