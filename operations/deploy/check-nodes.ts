import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import { OUTPUT_NAMES } from './output-names';
import type { PlanSummary } from '../plan-review/plan-summary';
import { linodeApi, type NodeReport, type ReadyNodesProps, waitForNodes } from './ready-nodes';

/** Whether the nodes of an apply are ready, or why that is not known. */
export type NodeCheck = NodeReport | { readonly notChecked: string };

const WITH_NODES = /^linode_lke_(cluster|node_pool)\./;
const MAKES_NODES = ['create', 'update', 'replace'];

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
  return waitForNodes({
    clusterId: String(cluster?.outputs[OUTPUT_NAMES.clusterId]?.value),
    pools: await poolsOf(deployment, stack),
    api,
    timeoutMs,
    signal,
    onStep: (text) => {
      deployment.step(stack.id, text);
    },
  });
}

/** The state only tells which pools were inside the cluster when the plan was made: the provider may have replaced them. */
async function poolsOf(deployment: Deployment, stack: SynthesizedStack): Promise<ReadyNodesProps['pools']> {
  if (stack.id === 'cluster') return { withoutTag: ENVIRONMENT_POOL_TAG };
  const state = await deployment.state(stack);
  return { ids: Object.values(state?.outputs[OUTPUT_NAMES.poolIds]?.value ?? {}).map(String) };
}
