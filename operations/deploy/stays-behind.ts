import type { PlanSummary } from '../plan-review/plan-summary';
import { type LoadBalancer, loadBalancers, type PersistentVolume, persistentVolumes } from '../kubernetes/volumes';
import { shellLine } from '../../model/shell-line';
import { clusterClient } from '../kubernetes/cluster';
import type { DeployProblem } from './deploy-problem';
import type { Deployment } from './deployment';

/** Whether a plan takes the cluster away. */
const losesCluster = ({ changes }: PlanSummary) =>
  changes.some(
    ({ address, action }) =>
      address.startsWith('linode_lke_cluster.') && (action === 'destroy' || action === 'replace'),
  );

/**
 * What a plan that takes the cluster away does to what Kubernetes made and no state holds: volumes and NodeBalancers stay
 * at Linode, since what would delete them goes with the cluster, and what is on the disks of nodes is lost.
 *
 * @returns nothing for every other plan
 */
export async function staysBehind(deployment: Deployment, summary: PlanSummary): Promise<DeployProblem[]> {
  if (!losesCluster(summary)) return [];
  const { output, environment } = deployment;
  const where = 'stack cluster';
  try {
    const state = await deployment.state(deployment.stack('cluster'));
    const client = await clusterClient(state, output.linodeApi, environment);
    if (!client) return [];
    const [volumes, balancers] = await Promise.all([persistentVolumes(client), loadBalancers(client)]);
    return [
      ...volumesStay(volumes.filter((it) => it.isAtLinode)),
      ...volumesLost(volumes.filter((it) => !it.isAtLinode)),
      ...balancersStay(balancers),
    ].map((problem) => ({ where, ...problem }));
  } catch (error) {
    const what = `whether volumes and NodeBalancers stay behind was not checked: ${(error as Error).message}`;
    return [{ where, what, fix: 'look in Cloud Manager afterwards' }];
  }
}

const named = ({ name, size, claim }: PersistentVolume) =>
  `${claim ? `${claim.namespace}/${claim.name}` : 'unclaimed'} (${name}, ${size})`;

function volumesStay(volumes: readonly PersistentVolume[]) {
  if (volumes.length === 0) return [];
  const claims = volumes.flatMap(({ claim }) => claim ?? []);
  return [
    {
      what: `volumes stay at Linode with their data, and are paid for: ${volumes.map(named).join(', ')}`,
      fix: [
        ...(claims.length > 0
          ? [`delete those that nobody needs before: ${linesFor('persistentvolumeclaim', claims)}`]
          : []),
        'see afterwards what is left: npx lke-platform orphans',
      ].join('; or '),
    },
  ];
}

function volumesLost(volumes: readonly PersistentVolume[]) {
  if (volumes.length === 0) return [];
  const what = `the data of these volumes is on disks of nodes, and is lost: ${volumes.map(named).join(', ')}`;
  return [{ what, fix: 'copy what is needed before' }];
}

function balancersStay(balancers: readonly LoadBalancer[]) {
  if (balancers.length === 0) return [];
  const names = balancers.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
  return [
    {
      what: `NodeBalancers stay at Linode, and are paid for: those of the Services ${names}`,
      fix: `delete the Services before: ${linesFor('service', balancers)}; or see afterwards what is left: npx lke-platform orphans`,
    },
  ];
}

/** Commands that delete things, a line of them to paste. */
const linesFor = (kind: string, things: readonly LoadBalancer[]) =>
  things
    .map(({ namespace, name }) => shellLine('kubectl', 'delete', kind, '--namespace', namespace, name))
    .join(' && ');
