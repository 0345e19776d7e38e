import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import { startLab, type Lab, type LabOptions } from '@lke-platform/stand-ins/lab/lab';
import { labPoolsOf } from '@lke-platform/stand-ins/lab/pools';
import { ACCESS_NAMESPACE } from '../../../model/naming';
import { resourcesOf, synthesize } from '../synthesize';
import { giveAccess, installPolicies, make } from './access';
import { policiesInForce } from './policies-in-force';
import { labClient } from './running';
import { platformWithRoles } from './roles';
import { podSpec, WORKLOADS } from './workloads';
import { LAB_VARIABLE, type RunningLab } from './variables';

/**
 * A lab of a test file's own, with nodes, namespaces, roles and policies as the stacks of {@link platformWithRoles} have
 * them: the policies are of the whole cluster, and would judge what other files do. What finds the lab of the run finds
 * this one from then on.
 *
 * @param changes of each environment in the file
 */
export async function isolatedLab(changes: object = {}, options: LabOptions = {}): Promise<Lab> {
  const platform = platformWithRoles(changes);
  const lab = await startLab({ pools: labPoolsOf(platform), ...options });
  const { server, ca, adminToken, lkeAdminToken, kubeconfig, folder } = lab;
  process.env[LAB_VARIABLE] = JSON.stringify({
    ...{ server, ca, adminToken, lkeAdminToken, kubeconfig, folder },
  } satisfies RunningLab);
  try {
    await giveAccess(platform);
    const { stacks } = synthesize(platform);
    for (const { type, body } of Object.values(stacks).flatMap(resourcesOf)) {
      const { name, labels } = (body.metadata ?? {}) as { name?: string; labels?: object };
      if (type === 'kubernetes_priority_class_v1') {
        const { value, description } = body;
        await make(lab.admin, '/apis/scheduling.k8s.io/v1/priorityclasses', {
          metadata: { name: name! },
          value,
          description,
        });
      }
      if (type === 'kubernetes_config_map_v1') {
        const bounds = { metadata: { name: name!, labels }, data: body.data };
        await make(lab.admin, `/api/v1/namespaces/${ACCESS_NAMESPACE}/configmaps`, bounds as KubernetesObject);
      }
      if (type === 'kubernetes_namespace_v1')
        await lab.admin.patch(`/api/v1/namespaces/${name}`, { metadata: { labels } });
    }
    await installPolicies('isolation', stacks.system?.locals?.isolation_policies);
    await policiesInForce(labClient());
    return lab;
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

const BINDINGS = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';
const PLACEMENT = 'lke-platform-placement';

/** Does something as it was before the policy of placement, of which a pod without a word tells, and has that back. */
export async function beforePlacement(lab: Lab, namespace: string, act: () => Promise<unknown>): Promise<void> {
  const { Pod } = WORKLOADS;
  const holds = async () => {
    const probe = Pod.object('nothing', podSpec());
    return (await lab.admin.ask('POST', `${Pod.path(namespace)}?dryRun=All`, probe)).status >= 400;
  };
  const { spec } = await lab.admin.get(`${BINDINGS}/${PLACEMENT}`);
  await lab.admin.remove(`${BINDINGS}/${PLACEMENT}`);
  while (await holds()) await sleep(100);
  await act();
  await lab.admin.create(BINDINGS, { metadata: { name: PLACEMENT }, spec });
  while (!(await holds())) await sleep(100);
}
