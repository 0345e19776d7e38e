import { basename, dirname } from 'node:path';
import { shellLine } from '../../model/shell-line';
import type { LeftRun } from './left-runs';

/** What is said of a run that left its folder. */
export interface LeftRunReport {
  readonly what: string;
  /** Undefined where there is nothing to do. */
  readonly fix?: string;
}

/** Says what became of a run. Folders of dead runs are removed by whoever says it. */
export function leftRunReport({ folder, note, status, engines, unfinished, states }: LeftRun): LeftRunReport {
  const run = note
    ? `the ${note.command} of ${note.platform} that began at ${note.began} (process ${note.process.pid})`
    : 'a run';
  const doing = unfinished.length > 0 ? `, while its engine was at work on ${unfinished.join(', ')}` : '';
  if (states.length > 0 && status !== 'engine-at-work') return onlyCopies(`${run} was killed${doing}`, states);
  switch (status) {
    case 'dead':
      return {
        what: `${run} was killed${doing}; its folder ${folder} may have held secrets, and is removed now`,
        // One that does not say so may have made something that it did not write into a state, too.
        ...(note && note.changes !== false && { fix: 'see what it made and did not record: npx lke-platform plan' }),
      };
    case 'engine-at-work': {
      const stacks = engines.map(({ stack, process }) => `${stack} (process ${process.pid})`).join(', ');
      const ids = engines.map(({ process }) => process.pid).join(' ');
      return {
        what: `${run} was killed, but its engine is still at work on ${stacks} and will write the state`,
        fix: `wait for it; or let it stop after what it has begun: kill -INT ${ids}`,
      };
    }
    case 'elsewhere':
      return {
        what: `${folder} is of another container or machine (${run}${doing}); whether that is still at work is not known`,
        fix: `if it is not, remove the folder, which may hold secrets: rm -r ${folder}`,
      };
  }
}

/** Of a run that the store did not take its state from, and that had no other place for it. */
function onlyCopies(killed: string, states: readonly string[]): LeftRunReport {
  const stacks = states.map((file) => basename(dirname(file)));
  const moves = states.map((file, index) => shellLine('mv', '-n', file, `cdktf.out/stacks/${stacks[index] ?? ''}/`));
  return {
    what: `${killed}; ${states.join(', ')} is the only copy of the state of ${stacks.join(', ')}: its store did not take it`,
    fix:
      'move it to the output folder, and let apply put it back: ' +
      [...moves, shellLine('npx', 'lke-platform', 'apply', ...stacks)].join(' && '),
  };
}
