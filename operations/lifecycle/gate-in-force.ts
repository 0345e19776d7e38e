import { isDeepStrictEqual } from 'node:util';
import type { WorkloadController } from '../../model/lifecycle/admission/controllers';
import { lifecyclePolicies } from '../../model/lifecycle/admission/policies';
import type { KubernetesClient } from '../kubernetes/client';

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';

/**
 * Whether the API server holds the gate and the fence of the status, as the platform has them. A cluster-admin can take
 * them away, which no policy stops; so somebody has to look.
 *
 * @param controllers those that the platform file lets through
 * @returns what is missing or other than it was applied, in words; none where the gate is in force
 * @throws {KubernetesError} when the cluster does not answer
 */
export async function gateInForce(
  client: KubernetesClient,
  controllers: readonly WorkloadController[],
): Promise<string[]> {
  const findings = await Promise.all(
    Object.entries(lifecyclePolicies(controllers)).map(async ([name, spec]) => [
      ...(await compare(client, 'validatingadmissionpolicies', name, spec)),
      ...(await compare(client, 'validatingadmissionpolicybindings', name, bindingOf(name))),
    ]),
  );
  return findings.flat();
}

/** All that the binding of a policy says: what else one could say would narrow it. */
const bindingOf = (policyName: string) => ({ policyName, validationActions: ['Deny'] });

async function compare(
  client: KubernetesClient,
  resource: 'validatingadmissionpolicies' | 'validatingadmissionpolicybindings',
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
      objectSelector: {},
      ...matchConstraints,
      resourceRules: matchConstraints.resourceRules?.map((rule) => ({ scope: '*', ...rule })),
    },
  });
}

const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));
