import type { Entity } from '../entity';
import { accessPolicy } from './access-policy';
import { argoApplication } from './argo-application';
import { driftReport } from './drift-report';
import { environment } from './environment';
import { environmentDashboard } from './environment-dashboard';
import { nodePool } from './node-pool';
import { observabilityStack } from './observability-stack';
import { rollbackPlan } from './rollback-plan';
import { secretsBundle } from './secrets-bundle';
import { serviceHandoffContract } from './service-handoff-contract';
import { terraformModule } from './terraform-module';

/** The entities of docs/data-model.md, in its order. */
export const ENTITIES: readonly Entity[] = [
  environment,
  nodePool,
  accessPolicy,
  secretsBundle,
  observabilityStack,
  environmentDashboard,
  terraformModule,
  argoApplication,
  driftReport,
  rollbackPlan,
  serviceHandoffContract,
];
