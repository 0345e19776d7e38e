import { Command } from 'commander';
import { description, version } from '../package.json';
import { addApp } from './commands/app';
import { addApply } from './commands/apply';
import { addBootstrap } from './commands/bootstrap';
import { addContracts } from './commands/contracts';
import { addDestroy } from './commands/destroy';
import { addImport } from './commands/import';
import { addKubeCredential } from './commands/kube-credential';
import { addModules } from './commands/modules';
import { addPlan } from './commands/plan';
import { addSynth } from './commands/synth';
import { addValidate } from './commands/validate';
import { type Progress } from './conventions/progress';
import { type GlobalFlags, type Reply } from './conventions/run-command';
import { type Streams } from './conventions/streams';
import { type Launcher } from './launcher';

/** What a command gets to work with. */
export interface CommandContext {
  readonly launcher: Launcher;
  readonly streams: Streams;
  readonly flags: GlobalFlags;
  /** Runs a command's work by the conventions; its exit code becomes the one of the process. */
  run(command: string, action: (progress: Progress) => Promise<Reply> | Reply): Promise<void>;
}

/**
 * The commands with their arguments and options. What a command does is imported when it runs, so that `--help` and
 * the other commands do not load it.
 */
export function createProgram(context: CommandContext): Command {
  const { streams, flags } = context;
  const program = new Command('lke-platform')
    .description(description)
    .version(version)
    .option('--json', 'print the result as one JSON document')
    .option('--debug', 'print errors with their stack')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: (text, write) => {
        if (!flags.json) write(text);
      },
    });
  if (!flags.json) program.showHelpAfterError('Run lke-platform --help for the commands and their options.');
  for (const add of [
    addSynth,
    addValidate,
    addImport,
    addKubeCredential,
    addApp,
    addContracts,
    addBootstrap,
    addPlan,
    addApply,
    addDestroy,
    addModules,
  ])
    add(program, context);
  return program;
}
