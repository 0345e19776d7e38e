import { Aspects, TerraformResource, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** What holds data or an address that nobody can make again. Pools, quotas and releases can be. */
const NOT_RECREATABLE = new Set([
  'linode_lke_cluster',
  'linode_vpc',
  'linode_vpc_subnet',
  'linode_domain',
  'linode_object_storage_bucket',
  'kubernetes_namespace_v1',
]);

/** Makes the engine refuse every plan that destroys what cannot be recreated. */
export function protectFromDeletion(stack: TerraformStack): void {
  Aspects.of(stack).add({
    visit(node: IConstruct) {
      if (node instanceof TerraformResource && NOT_RECREATABLE.has(node.terraformResourceType)) {
        node.addOverride('lifecycle.prevent_destroy', true);
      }
    },
  });
}
