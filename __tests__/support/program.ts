import type { Command } from 'commander';
import { ALL_COMMANDS } from '../../cli/all-commands';
import { createProgram } from '../../cli/program';
import { launcherOf } from './command';
import { collectStreams } from './streams';

/** These commands, none of which does anything. @default - all of them */
export const newProgram = (commands = ALL_COMMANDS): Command =>
  createProgram(
    {
      launcher: launcherOf(''),
      streams: collectStreams({ env: {} }),
      flags: { json: false, debug: false },
      run: () => Promise.resolve(),
    },
    commands,
  );
