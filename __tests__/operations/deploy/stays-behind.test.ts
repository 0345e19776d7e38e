import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import type { KubernetesCluster } from '@lke-platform/stand-ins/world/kubernetes';
import type { Deployment } from '../../../operations/deploy/deployment';
import { staysBehind } from '../../../operations/deploy/stays-behind';
import type { PlanSummary } from '../../../operations/plan-review/plan-summary';
import { temporaryFolder } from '../../support/temporary-folder';

const volume = (name: string, spec: object) => ({
  metadata: { name },
  spec: { capacity: { storage: '10Gi' }, claimRef: { namespace: 'monitoring', name: `data-${name}` }, ...spec },
});
function kubeconfigOf(server: string, token: string): string {
  const file = join(temporaryFolder(), 'kubeconfig');
  const context = { cluster: 'it', user: 'it' };
  const kubeconfig = {
    clusters: [{ name: 'it', cluster: { server } }],
    users: [{ name: 'it', user: { token } }],
    contexts: [{ name: 'it', context }],
  };
  writeFileSync(file, JSON.stringify(kubeconfig));
  return file;
}

const AT_LINODE = { csi: { driver: 'linodebs.csi.linode.com' } };

describe('what stays behind a cluster', () => {
  let standIn: StandIn;
  let cluster: KubernetesCluster;
  beforeEach(async () => {
    standIn = await startStandIn({ kubernetesOnLoopback: true });
    cluster = standIn.world.createKubernetesCluster('kubernetes.example');
  });
  afterEach(() => {
    standIn.stop();
  });

  const plan = (address: string, action: 'destroy' | 'replace' | 'update') =>
    ({ changes: [{ address, action }] }) as unknown as PlanSummary;
  const found = async (summary: PlanSummary, server = `${standIn.apiUrl}/kubernetes/kubernetes.example`) => {
    const outputs = {
      cluster_id: { value: '7' },
      api_endpoint: { value: server },
      cluster_ca_certificate: { value: '' },
    };
    const deployment = {
      output: { linodeApi: undefined },
      environment: { KUBECONFIG: kubeconfigOf(server, cluster.token) },
      stack: () => ({ id: 'cluster' }),
      state: () => Promise.resolve({ outputs, resources: [] }),
    } as unknown as Deployment;
    return staysBehind(deployment, summary);
  };

  it('is looked for where the cluster goes or is replaced, and nowhere else', async () => {
    cluster.made.services.push({ metadata: { namespace: 'ingress', name: 'nginx' }, spec: { type: 'LoadBalancer' } });

    expect(await found(plan('linode_lke_cluster.cluster', 'replace'))).toHaveLength(1);
    expect(await found(plan('linode_lke_cluster.cluster', 'update'))).toEqual([]);
    expect(await found(plan('linode_firewall.firewall', 'destroy'))).toEqual([]);
  });

  it('is volumes with what they hold, and the NodeBalancers of Services; what is on nodes is lost', async () => {
    cluster.made.persistentvolumes.push(volume('loki', AT_LINODE), volume('cache', { local: { path: '/data' } }));
    cluster.made.services.push(
      { metadata: { namespace: 'ingress', name: 'nginx' }, spec: { type: 'LoadBalancer' } },
      { metadata: { namespace: 'ingress', name: 'metrics' }, spec: { type: 'ClusterIP' } },
    );
    const [stays, lost, balancers, ...others] = await found(plan('linode_lke_cluster.cluster', 'destroy'));

    expect(stays?.what).toContain('monitoring/data-loki (loki, 10Gi)');
    expect(stays?.fix).toContain('kubectl delete persistentvolumeclaim --namespace monitoring data-loki;');
    expect(lost?.what).toMatch(/is lost: monitoring\/data-cache/);
    expect(balancers?.fix).toContain('kubectl delete service --namespace ingress nginx;');
    expect(others).toEqual([]);
  });

  it('is said not to be known where the cluster does not answer', async () => {
    const [problem] = await found(plan('linode_lke_cluster.cluster', 'destroy'), 'http://127.0.0.1:9');

    expect(problem?.what).toContain('was not checked');
  });
});
