import { Command } from 'commander';
import { description, version } from '../package.json';
import type { CommandContext } from './command-context';
import { addAccess } from './commands/access/access';
import { addAlerts } from './commands/alerts/alerts';
import { addApp } from './commands/app';
import { addApply } from './commands/apply';
import { addAudit } from './commands/audit/audit';
import { addBootstrap } from './commands/bootstrap';
import { addCost } from './commands/cost';
import { addContracts } from './commands/contracts';
import { addDestroy } from './commands/destroy';
import { addDocs } from './commands/docs';
import { addEnvironment } from './commands/environment/environment';
import { addExplain } from './commands/explain';
import { addExporter } from './commands/exporter';
import { addFleetWorker } from './commands/fleet-worker';
import { addHandoff } from './commands/handoff/handoff';
import { addImport } from './commands/import';
import { addDoctor } from './commands/doctor';
import { addDrift } from './commands/drift/drift';
import { addInit } from './commands/init';
import { addKubeCredential } from './commands/kube-credential';
import { addMigrate } from './commands/migrate';
import { addModules } from './commands/modules';
import { addOrphans } from './commands/orphans';
import { addPlan } from './commands/plan';
import { addRollback } from './commands/rollback/rollback';
import { addSecrets } from './commands/secrets/secrets';
import { addSynth } from './commands/synth';
import { addUnlock } from './commands/unlock';
import { addValidate } from './commands/validate';

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
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: (text, write) => {
        if (!flags.json) write(text);
      },
    });
  if (!flags.json) program.showHelpAfterError('Run npx lke-platform --help, or with a command before it.');
  for (const add of [
    addInit,
    addSynth,
    addValidate,
    addExplain,
    addCost,
    addMigrate,
    addImport,
    addKubeCredential,
    addApp,
    addFleetWorker,
    addContracts,
    addDocs,
    addBootstrap,
    addDoctor,
    addPlan,
    addApply,
    addDestroy,
    addDrift,
    addRollback,
    addAudit,
    addAccess,
    addAlerts,
    addEnvironment,
    addExporter,
    addHandoff,
    addOrphans,
    addUnlock,
    addSecrets,
    addModules,
  ])
    add(program, context);
  return program;
}
