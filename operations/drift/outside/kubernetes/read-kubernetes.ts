import { ENVIRONMENT_NAMES } from '../../../../model/entities/environment';
import { namespaceOf, SYSTEM_NAMESPACES } from '../../../../model/naming';
import type { Difference } from '../../../../model/rules/drift/difference';
import type { Declared } from '../declared';
import { undeclaredAdmission } from './admission';
import { namespacesBeingDeleted } from './being-deleted';
import { undeclaredClusterBindings } from './cluster-bindings';
import type { KubernetesReading } from './kubernetes-reading';
import { addDeliveredByArgoCd } from './of-argo-cd';
import { readReleases } from './releases';
import { undeclaredInKubeSystem } from './rights-of-kubernetes';
import { undeclaredInNamespace } from './undeclared-objects';

/** What is nobody's environment. */
const OF_CLUSTER = [undeclaredClusterBindings, undeclaredInKubeSystem, undeclaredAdmission];

/** What differs in the cluster that no plan shows. */
export async function readKubernetes(reading: KubernetesReading): Promise<readonly Difference[]> {
  const { stacks, declared } = reading;
  const environments = ENVIRONMENT_NAMES.filter((name) => stacks.includes(name));
  const releases = await readReleases(reading);
  await addDeliveredByArgoCd(reading, releases);
  const spaces = environments.flatMap((name) => [
    { stack: name, namespace: namespaceOf(name) },
    ...(name === 'system' ? baselineOf(declared).map((namespace) => ({ stack: name, namespace })) : []),
  ]);
  const undeclared = await Promise.all([
    ...spaces.map((space) => undeclaredInNamespace(reading, space, releases)),
    namespacesBeingDeleted(reading),
    ...(stacks.includes('cluster') ? OF_CLUSTER.map((find) => find(reading, releases)) : []),
  ]);
  return [...releases.differences, ...undeclared.flat()];
}

/** The namespaces of the baseline that the stack `system` has made. */
const baselineOf = (declared: Declared) =>
  SYSTEM_NAMESPACES.filter((name) => declared.has('kubernetes_namespace_v1', name));
