import { isDeepStrictEqual } from 'node:util';
import type { KubernetesClient } from '../kubernetes/client';

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';

export type PolicyResource = 'validatingadmissionpolicies' | 'validatingadmissionpolicybindings';

/**
 * What the API server has of a policy or a binding, beside what was applied: nothing, or that it is missing, or another one.
 *
 * @throws {KubernetesError} when the cluster does not answer
 */
export async function comparePolicy(
  client: KubernetesClient,
  resource: PolicyResource,
  name: string,
  spec: object,
): Promise<string[]> {
  const found = (await client.get(`${ADMISSION}/${resource}/${name}`)) as { spec?: object } | undefined;
  const what = `${resource}/${name}`;
  if (!found) return [`${what} is missing`];
  return isDeepStrictEqual(withDefaults(found.spec ?? {}), withDefaults(spec))
    ? []
    : [`${what} is not as it was applied`];
}

/** What the API server fills in, on both sides; anything else that one side has alone counts. */
function withDefaults(spec: object): unknown {
  const { matchConstraints, ...rest } = spec as { matchConstraints?: { resourceRules?: object[] } };
  if (!matchConstraints) return plain(spec);
  return plain({
    ...rest,
    matchConstraints: {
      matchPolicy: 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      ...matchConstraints,
      resourceRules: matchConstraints.resourceRules?.map((rule) => ({ scope: '*', ...rule })),
    },
  });
}

const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));
