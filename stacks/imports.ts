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
  if (own.some(({ to }) => to === CLUSTER_ADDRESSES.cluster)) leavePoolsAlone(stack);
}

/**
 * Keeps a cluster's pools as they are. On the first apply after an import the provider does not know the external tags
 * yet, takes every pool for one inside the cluster resource, in any order, and would delete all but the first
 * (docs/guides/adopt.md).
 */
function leavePoolsAlone(stack: TerraformStack): void {
  Aspects.of(stack).add({
    visit(node: IConstruct) {
      if (node instanceof TerraformResource && node.terraformResourceType === 'linode_lke_cluster') {
        node.addOverride('lifecycle.ignore_changes', ['pool']);
      }
    },
  });
}
