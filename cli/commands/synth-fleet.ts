import { join } from 'node:path';
import glob from 'fast-glob';
import { type Fleet, synthesizeFleet } from '../../synth/fleet/synthesize-fleet';
import { type Change } from '../../synth/put-in-place';
import { type Colours } from '../conventions/colours';
import { exitCode } from '../conventions/exit-codes';
import { type Progress } from '../conventions/progress';
import { type Reply } from '../conventions/run-command';
import { table } from '../conventions/table';
import { type Launcher } from '../launcher';
import { synthParts } from '../synth-parts';
import { synthWarnings } from './synth-report';

/** Synthesizes every platform whose file a pattern matches. */
export async function synthFleet(
  patterns: readonly string[],
  out: string,
  launcher: Launcher,
  progress: Progress,
): Promise<Reply> {
  const files = (await glob([...patterns], { unique: true })).sort();
  if (files.length === 0) throw new Error(`no file matches ${patterns.join(', ')}`);
  let done = 0;
  const { warnings, ...result } = await synthesizeFleet({
    files,
    out,
    ...(await synthParts(launcher)),
    launcher: join(launcher.root, 'bin/lke-platform.js'),
    onFile: (file) => {
      progress.step(`${++done} of ${files.length}: ${file}`);
    },
  });
  return {
    exitCode: exitCode.fine,
    result,
    warnings: [...warnings, ...result.platforms.flatMap(synthWarnings)],
    text: (colours) => fleetReport(result, colours),
  };
}

function fleetReport({ platforms, out }: Omit<Fleet, 'warnings'>, colours: Colours): string {
  const sum = (numbers: readonly number[]) => String(numbers.reduce((total, number) => total + number, 0));
  const rows = platforms.map(({ platform, file, stacks }) => [
    platform,
    file,
    sum(stacks.map(({ resources }) => resources)),
    sum(stacks.map(({ bytes }) => bytes)),
    changesOf(stacks.map(({ change }) => change)),
  ]);
  const columns = [
    { title: 'platform' },
    { title: 'file' },
    { title: 'resources', align: 'right' },
    { title: 'bytes', align: 'right' },
    { title: 'stacks since last time' },
  ] as const;
  const changed = platforms.find(({ stacks }) => stacks.some(({ change }) => change !== 'unchanged')) ?? platforms[0];
  const next = colours.bold(`npx lke-platform plan --output ${changed?.out ?? out}`);
  return `${table(columns, rows)}\n\n${platforms.length} platforms are in ${out}. Next: ${next}`;
}

/** How many stacks are new, changed, unchanged or removed: `1 changed, 5 unchanged`. */
function changesOf(changes: readonly Change[]): string {
  const kinds: readonly Change[] = ['new', 'changed', 'unchanged', 'removed'];
  const counts = kinds.map((kind) => [changes.filter((change) => change === kind).length, kind] as const);
  return counts.flatMap(([count, kind]) => (count > 0 ? [`${count} ${kind}`] : [])).join(', ');
}
