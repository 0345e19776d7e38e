import type { StackId } from '../naming';
import { ENVIRONMENT_NAMES } from './environment';

/** Every stack that a platform may have. */
export const STACK_IDS = ['state', 'cluster', ...ENVIRONMENT_NAMES] as const satisfies readonly StackId[];

/** Address of a resource in its stack. */
export const RESOURCE_ADDRESS = {
  pattern: /^(linode|kubernetes|helm)_[a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*(\["[^"\\${}%]+"\])?$/,
  min: 3,
  max: 200,
  allowed: 'a resource of the stack, such as linode_lke_cluster.cluster or linode_lke_node_pool.pool["general"]',
  source: 'Terraform, import block',
};
