import type { KubernetesClient } from '../kubernetes/client';
import { installedObjects } from '../kubernetes/release-manifest';
import { comparePolicy, type PolicyResource } from './compare-policy';

const NAMESPACE = 'argocd';

const RESOURCES: Readonly<Record<string, PolicyResource>> = {
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
};

/**
 * Whether the API server holds approvals as the chart `bootstrap` was applied: every policy that the platform has is in the
 * release, and what is in the release is in the cluster.
 *
 * @param names of the policies that there have to be, which are those of their bindings
 * @returns what is missing or other than it was applied, in words; none where approvals are held
 * @throws {KubernetesError} when the cluster does not answer
 */
export async function approvalsInForce(client: KubernetesClient, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const applied = (await installedObjects(client, NAMESPACE)).flatMap(({ kind, metadata, spec }) => {
    const resource = RESOURCES[kind];
    return resource ? [{ resource, name: metadata.name, spec: spec as object }] : [];
  });
  const there = new Set(applied.map(({ resource, name }) => `${resource}/${name}`));
  const absent = names
    .flatMap((name) => Object.values(RESOURCES).map((resource) => `${resource}/${name}`))
    .filter((it) => !there.has(it))
    .map((it) => `${it} is in no release of ${NAMESPACE}`);
  const found = await Promise.all(
    applied.map(({ resource, name, spec }) => comparePolicy(client, resource, name, spec)),
  );
  return [...absent, ...found.flat()];
}
