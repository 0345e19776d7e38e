import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackId } from '../../model/naming';
import type { StateJson } from '../engine/state-json';
import type { Deployment } from './deployment';
import { DeployRefused } from './deploy-problem';
import type { SynthesizedStack } from './output-folder';
import { storedState } from './stored-state';

/** Its buckets hold the states, so that they are there before any stack is applied. */
const ALWAYS_THERE: StackId = 'state';

/**
 * Checks, before anything is changed, that what the stacks stand on was applied, or is applied with them: else an apply
 * would end half way, because a namespace or an output is not there.
 *
 * @param ids names of stacks; none means all
 * @throws {DeployRefused} with everything that waits for another stack
 */
export async function refuseOutOfOrder(
  deployment: Pick<Deployment, 'environment' | 'output' | 'living' | 'stack'>,
  ids: readonly string[],
): Promise<void> {
  const chosen = deployment.living(ids);
  const without = (stack: SynthesizedStack) =>
    stack.dependencies.filter((id) => id !== ALWAYS_THERE && !chosen.some((other) => other.id === id));
  const states = new Map<StackId, StateJson | undefined>();
  for (const id of new Set(chosen.flatMap(without))) {
    states.set(id, await storedState(deployment, deployment.stack(id)));
  }
  const waiting = chosen.flatMap((stack) => {
    const waitsFor = without(stack).filter((id) => !isThereFor(stack, deployment.stack(id), states.get(id)));
    return waitsFor.length > 0 ? [{ stack, waitsFor }] : [];
  });
  if (waiting.length === 0) return;
  const all = new Set<StackId>([...waiting.flatMap(({ waitsFor }) => waitsFor), ...chosen.map(({ id }) => id)]);
  const inOrder = deployment.output.stacks.flatMap(({ id }) => (all.has(id) ? [id] : []));
  throw new DeployRefused(
    waiting.map(({ stack, waitsFor }) => ({
      where: `stack ${stack.id}`,
      what: `${stack.id} waits for ${waitsFor.join(', ')}: what it stands on there is not applied, and nothing was changed`,
      fix: `apply them together: npx lke-platform apply ${inOrder.join(' ')}`,
    })),
  );
}

/** Whether a stack has what another one needs of it: outputs that it reads, namespaces, or anything at all. */
function isThereFor({ reads }: SynthesizedStack, needed: SynthesizedStack, state: StateJson | undefined): boolean {
  const outputs = reads.flatMap(({ stack, outputs: read }) => (stack === needed.id ? read : []));
  const managed = state?.resources.filter(({ mode, instances }) => mode === 'managed' && instances.length > 0) ?? [];
  const has = (name: string) => managed.some((it) => it.type === NAMESPACE && it.name === name);
  return (
    managed.length > 0 &&
    outputs.every((output) => state?.outputs[output] !== undefined) &&
    namespacesOf(needed).every(has)
  );
}

const NAMESPACE = 'kubernetes_namespace_v1';

/** Names of the namespaces in the root module of a stack: objects of other stacks live in them. */
function namespacesOf({ folder }: Pick<SynthesizedStack, 'folder'>): string[] {
  const { resource = {} } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
    readonly resource?: Readonly<Record<string, object>>;
  };
  return Object.keys(resource[NAMESPACE] ?? {});
}
