import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
}
interface Job {
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(__dirname, '../../.github/workflows');
const workflows = readdirSync(folder).map(
  (file) => [file, parse(readFileSync(join(folder, file), 'utf8')) as Workflow] as const,
);
const hasSecret = (part: unknown) => JSON.stringify(part).includes('secrets.');
/** What runs programs of packages that were only just downloaded. */
const installs = ({ run = '' }: Step) => /\bnpm (ci|install)\b/.test(run);

describe.each(workflows)('the secrets of the workflow %s', (_, { jobs, ...rest }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('stand in the environment of steps alone', () => {
    const around = Object.values(jobs).map((job) => ({ ...job, steps: [] }));

    expect([rest, ...around].filter(hasSecret)).toEqual([]);
  });

  it('are of no step that installs, nor of one that runs something of others', () => {
    expect(steps.filter((step) => (installs(step) || step.uses !== undefined) && hasSecret(step))).toEqual([]);
  });

  it('come after what installs', () => {
    for (const { steps: inOrder } of Object.values(jobs)) {
      const firstWithSecret = inOrder.findIndex(hasSecret);
      const after = firstWithSecret < 0 ? [] : inOrder.slice(firstWithSecret);

      expect(after.filter(installs)).toEqual([]);
    }
  });
});
