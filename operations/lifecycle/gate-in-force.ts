import type { LifecyclePolicy } from '../../model/lifecycle/admission/policy';
import type { KubernetesClient } from '../kubernetes/client';
import { comparePolicy } from './compare-policy';

/**
 * Whether the API server holds the gate, and what else keeps workloads and the status of environments, as the platform has
 * them. A cluster-admin can take them away, which no policy stops; so somebody has to look.
 *
 * @param policies as they are applied, by name
 * @returns what is missing or other than it was applied, in words; none where the gate is in force
 * @throws {KubernetesError} when the cluster does not answer
 */
export async function gateInForce(
  client: KubernetesClient,
  policies: Readonly<Record<string, LifecyclePolicy>>,
): Promise<string[]> {
  const findings = await Promise.all(
    Object.entries(policies).map(async ([name, spec]) => [
      ...(await comparePolicy(client, 'validatingadmissionpolicies', name, spec)),
      ...(await comparePolicy(client, 'validatingadmissionpolicybindings', name, bindingOf(name))),
    ]),
  );
  return findings.flat();
}

/** All that the binding of a policy says: what else one could say would narrow it. */
const bindingOf = (policyName: string) => ({ policyName, validationActions: ['Deny'] });
