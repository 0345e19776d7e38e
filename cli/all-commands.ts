import { addAccess } from './commands/access/access';
import { addAlerts } from './commands/alerts/alerts';
import { addApp } from './commands/app';
import { addApply } from './commands/apply';
import { addApprove } from './commands/approve/approve';
import { addAudit } from './commands/audit/audit';
import { addBootstrap } from './commands/bootstrap';
import { addCompletion } from './commands/completion';
import { addContracts } from './commands/contracts';
import { addCost } from './commands/cost';
import { addDestroy } from './commands/destroy';
import { addDiagram } from './commands/diagram';
import { addDocs } from './commands/docs';
import { addDoctor } from './commands/doctor';
import { addDrift } from './commands/drift/drift';
import { addEnvironment } from './commands/environment/environment';
import { addExplain } from './commands/explain';
import { addExporter } from './commands/exporter';
import { addFleetWorker } from './commands/fleet-worker';
import { addHandoff } from './commands/handoff/handoff';
import { addImport } from './commands/import';
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
import type { AddCommand } from './program';

/** Every command, in the order of the help. */
export const ALL_COMMANDS: readonly AddCommand[] = [
  addInit,
  addSynth,
  addValidate,
  addExplain,
  addCost,
  addDiagram,
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
  addApprove,
  addExporter,
  addHandoff,
  addOrphans,
  addUnlock,
  addSecrets,
  addCompletion,
  addModules,
];
