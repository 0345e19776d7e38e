import { ENVIRONMENT_NAMES } from '../../../../model/entities/environment';
import { namespaceOf, SYSTEM_NAMESPACES } from '../../../../model/naming';
import type { Difference } from '../../../../model/rules/drift/difference';
import type { Declared } from '../declared';
import type { KubernetesReading } from './kubernetes-reading';
import { readReleases } from './releases';
import { undeclaredClusterBindings } from './cluster-bindings';
import { undeclaredInNamespace } from './undeclared-objects';

/** What differs in the cluster that no plan shows. */
export async function readKubernetes(reading: KubernetesReading): Promise<readonly Difference[]> {
  const { stacks, declared } = reading;
  const environments = ENVIRONMENT_NAMES.filter((name) => stacks.includes(name));
  const releases = await readReleases(reading);
  const spaces = environments.flatMap((name) => [
    { stack: name, namespace: namespaceOf(name) },
    ...(name === 'system' ? baselineOf(declared).map((namespace) => ({ stack: name, namespace })) : []),
  ]);
  const undeclared = await Promise.all([
    ...spaces.map((space) => undeclaredInNamespace(reading, space, releases)),
    stacks.includes('cluster') ? undeclaredClusterBindings(reading, releases) : [],
  ]);
  return [...releases.differences, ...undeclared.flat()];
}

/** The namespaces of the baseline that the stack `system` has made. */
const baselineOf = (declared: Declared) =>
  SYSTEM_NAMESPACES.filter((name) => declared.has('kubernetes_namespace_v1', name));
