import type { ModuleDefinition } from './definition';
import { lkeCluster } from './lke-cluster';
import { network } from './network';
import { observability } from './observability';
import { secretsBootstrap } from './secrets-bootstrap';

/** Every module there is (data-model.md, TerraformModule). */
export const MODULES: readonly ModuleDefinition[] = [lkeCluster, network, observability, secretsBootstrap];
