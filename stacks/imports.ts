import { Aspects, TerraformResource, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { CLUSTER_ADDRESSES } from '../model/addresses';
import type { StackId } from '../model/naming';
import type { Platform } from '../model/platform';

/** Lets a stack take over what exists already, as `imports` of the platform file names it. */
export function takeOver(stack: TerraformStack, stackId: StackId, { imports }: Platform): void {
  const own = imports.filter((entry) => entry.stack === stackId).map(({ to, id }) => ({ to, id }));
  if (own.length === 0) return;
  stack.addOverride('import', own);
  if (own.some(({ to }) => to === CLUSTER_ADDRESSES.cluster)) guardPools(stack);
}

/**
 * Refuses every plan that takes a pool of another environment for one inside the cluster, because its apply would
 * delete that pool. An import alone ends there: it knows no external tags, so the provider lists every pool of the
 * cluster (docs/guides/adopt.md). Only pools that are left as they are can be counted; they change once the cluster is
 * taken over.
 */
function guardPools(stack: TerraformStack): void {
  Aspects.of(stack).add({
    visit(node: IConstruct) {
      if (!(node instanceof TerraformResource) || node.terraformResourceType !== 'linode_lke_cluster') return;
      node.addOverride('lifecycle.ignore_changes', ['pool']);
      node.addOverride('lifecycle.postcondition', [
        {
          condition: '${length(self.pool) == 1}',
          error_message:
            'The provider takes every pool for one inside the cluster, and would delete all but the first. ' +
            'Run npx lke-platform import --into-state, then plan again (docs/guides/adopt.md).',
        },
      ]);
    },
  });
}
