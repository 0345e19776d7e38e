import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import type { PlanSummary } from '../plan-review/plan-summary';
import { linodeApi, type NodeReport, waitForNodes } from './ready-nodes';

/** Whether the nodes of an apply are ready, or why that is not known. */
export type NodeCheck = NodeReport | { readonly notChecked: string };

const WITH_NODES = /^linode_lke_(cluster|node_pool)\./;
const MAKES_NODES = ['create', 'update', 'replace'];

/** Outputs that tell which pools a stack has. */
const CLUSTER_ID = 'cluster_id';
const POOL_IDS = 'node_pool_ids';

/** Waits for the nodes of the pools that an apply made or changed. @returns undefined if it made and changed none */
export async function checkNodes(
  deployment: Deployment,
  stack: SynthesizedStack,
  { changes }: PlanSummary,
  timeoutMs: number,
): Promise<NodeCheck | undefined> {
  const touched = changes.some(({ address, action }) => WITH_NODES.test(address) && MAKES_NODES.includes(action));
  if (!touched) return undefined;
  const { output, environment, signal } = deployment;
  const api = linodeApi(output.linodeApi, environment);
  if (!api) return { notChecked: 'LINODE_TOKEN is not set' };
  const cluster = await deployment.state(deployment.stack('cluster'));
  const state = stack.id === 'cluster' ? cluster : await deployment.state(stack);
  return waitForNodes({
    clusterId: String(cluster?.outputs[CLUSTER_ID]?.value),
    poolIds: Object.values(state?.outputs[POOL_IDS]?.value ?? {}).map(String),
    api,
    timeoutMs,
    signal,
    onStep: (text) => {
      deployment.step(stack.id, text);
    },
  });
}
