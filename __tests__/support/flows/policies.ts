import { apiFields } from '@lke-platform/stand-ins/lab/typed-object';
import type { Fields } from '@lke-platform/stand-ins/protocol/values';
import { schemaOf } from '@lke-platform/stand-ins/schemas';
import { resourcesOf, type StackJson } from '../synthesize';

const TYPE = 'kubernetes_network_policy_v1';

/** The network policies of a stack as the API server gets them. */
export function networkPoliciesOf(stack: StackJson): object[] {
  const schema = schemaOf('kubernetes').resource_schemas[TYPE];
  if (!schema) throw new Error(`there is no schema of ${TYPE}`);
  return resourcesOf(stack)
    .filter(({ type }) => type === TYPE)
    .map(({ body }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf(stack, body.metadata as { name: string; namespace: string }),
      ...apiFields('network_policy', withoutMetadata(body), schema.block),
    }));
}

const withoutMetadata = (body: Record<string, unknown>) => ({ ...body, metadata: null }) as Fields;

function metadataOf({ resource }: StackJson, { name, namespace }: { name: string; namespace: string }) {
  const [, type = '', id = ''] = /^\$\{(\w+)\.(\w+)\.metadata\[0\]\.name\}$/.exec(namespace) ?? [];
  const made = resource?.[type]?.[id]?.metadata as { name: string } | undefined;
  return { name, namespace: made?.name ?? namespace };
}
