import { Aspects, TerraformResource, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { RETIRED_LOCAL } from '../model/naming';

/** What everything else of an environment stands on, or costs money: without these an apply makes nothing. */
const MADE_FIRST = new Set(['kubernetes_namespace_v1', 'linode_lke_node_pool']);

/**
 * Makes the engine refuse every plan of a retired environment but that of its destruction, whoever asks: once it is
 * gone, `cdktf deploy '*'` would else make it anew, empty. Conditions are not judged when a resource is destroyed.
 */
export function refuseToMake(stack: TerraformStack): void {
  stack.addOverride(`locals.${RETIRED_LOCAL}`, true);
  Aspects.of(stack).add({
    visit(node: IConstruct) {
      if (!(node instanceof TerraformResource) || !MADE_FIRST.has(node.terraformResourceType)) return;
      node.addOverride('lifecycle.precondition', [
        {
          condition: `\${!local.${RETIRED_LOCAL}}`,
          error_message:
            `The environment ${stack.node.id} is retired, so that nothing of it is made or changed. To have it again, ` +
            `remove retired from environments.${stack.node.id} of the platform file, synthesize, and apply.`,
        },
      ]);
    },
  });
}
