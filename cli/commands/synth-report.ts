import type { StackOutput } from '../../synth/put-in-place';
import type { Output } from '../../synth/synthesize';
import { type Colours } from '../conventions/colours';
import { OUTPUT_FOLDER } from '../conventions/output-folder';
import { type ReportedProblem } from '../conventions/problems';
import { table } from '../conventions/table';

const CHANGE_COLOURS = { new: 'green', changed: 'yellow', unchanged: 'dim', removed: 'red' } as const;

/** What a synth wrote, for a terminal. */
export function synthReport({ platform, out, stacks }: Output, colours: Colours): string {
  const columns = [
    { title: 'stack' },
    { title: 'resources', align: 'right' },
    { title: 'bytes', align: 'right' },
    { title: 'since last time' },
  ] as const;
  const rows = stacks.map(({ stack, resources, bytes, change }) => {
    const sizes = change === 'removed' ? ['-', '-'] : [String(resources), String(bytes)];
    return [stack, ...sizes, colours[CHANGE_COLOURS[change]](change)];
  });
  return `${table(columns, rows)}\n\nPlatform ${platform} is in ${out}. Next: ${colours.bold(nextCommand(out, stacks))}`;
}

/** The plan of what changed, or of everything. */
function nextCommand(out: string, stacks: readonly StackOutput[]): string {
  const left = stacks.filter(({ change }) => change !== 'removed');
  const changed = left.filter(({ change }) => change !== 'unchanged').map(({ stack }) => stack);
  const named = changed.length === left.length ? [] : changed;
  return ['npx lke-platform plan', ...named, ...(out === OUTPUT_FOLDER ? [] : ['--output', out])].join(' ');
}

/** What to know about an output beside what is in it. */
export function synthWarnings({ removedPlans, keptStates }: Output): ReportedProblem[] {
  return [
    ...removedPlans.map((plan) => ({
      severity: 'warning' as const,
      what: `removed the saved plan ${plan}: it was made for the former output, and a plan holds secrets`,
    })),
    ...keptStates.map((folder) => ({
      severity: 'warning' as const,
      what: `${folder} belongs to no stack any more but stays, because a local state is in it`,
      fix: 'destroy what the state describes, then remove the folder',
    })),
  ];
}
