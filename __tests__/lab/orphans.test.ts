import { execFile, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { staysBehind } from '../../operations/deploy/stays-behind';
import type { Deployment } from '../../operations/deploy/deployment';
import { KubernetesClient } from '../../operations/kubernetes/client';
import { kubernetesThings } from '../../operations/orphans/kubernetes-things';
import { removeThing } from '../../operations/orphans/remove-things';
import { orphanReport } from '../../operations/orphans/report';
import type { Thing } from '../../operations/orphans/thing';
import type { PlanSummary } from '../../operations/plan-review/plan-summary';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';

/** A namespace of the baseline that no other test of the lab installs into. */
const NAMESPACE = 'ingress';
const IN_NAMESPACE = `/api/v1/namespaces/${NAMESPACE}`;

onLab('orphans in a real cluster', () => {
  let client: KubernetesClient;
  beforeAll(() => {
    const { server, ca, adminToken: token } = runningLab();
    client = new KubernetesClient({ server, ca, credential: { token } });
  });
  afterAll(() => {
    client.close();
  });

  const environment = () => {
    const path = `${dirname(labPrograms().helm)}:${process.env.PATH}`;
    return { ...process.env, PATH: path, KUBECONFIG: runningLab().kubeconfig };
  };
  /** Runs a line as it is printed, as a person with a kubeconfig does. */
  const paste = (line: string) => promisify(execFile)('sh', ['-c', line], { env: environment() });
  const install = (release: string, manifest: object, ...args: string[]) => {
    const chart = temporaryFolder();
    mkdirSync(join(chart, 'templates'));
    writeFileSync(join(chart, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: release, version: '1.0.0' }));
    writeFileSync(join(chart, 'templates/it.yaml'), JSON.stringify({ apiVersion: 'v1', ...manifest }));
    const words = ['upgrade', '--install', release, chart, '--namespace', NAMESPACE, '--create-namespace', ...args];
    return spawn(labPrograms().helm, words, { env: environment(), stdio: ['ignore', 'ignore', 'inherit'] });
  };
  const exited = (child: ReturnType<typeof spawn>) => new Promise((resolve) => child.on('exit', resolve));
  const things = () => kubernetesThings(client, 'acme', []);
  const find = async (type: string, name: string): Promise<Thing | undefined> =>
    (await things()).find((it) => it.type === type && it.name === `${NAMESPACE}/${name}`);

  it('are releases of helm, which the printed command uninstalls with all that they are made of', async () => {
    await exited(install('web', { kind: 'ConfigMap', metadata: { name: 'web' } }));
    const release = await find('helm_release', 'web');
    const [, line = ''] = /: (helm .*)$/.exec(release ? orphanReport(release, { allPlanned: true }).fix : '') ?? [];
    await paste(line);

    expect(line).toBe('helm uninstall web --namespace ingress');
    expect(await find('helm_release', 'web')).toBeUndefined();
    expect(await client.get(`${IN_NAMESPACE}/configmaps/web`)).toBeUndefined();
  });

  it('are revisions that helm was killed at, after whose removal it installs again', async () => {
    const service = {
      kind: 'Service',
      metadata: { name: 'killed' },
      spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
    };
    const helm = install('killed', service, '--wait'); // no cloud gives it an address
    let unfinished: Thing | undefined;
    while (!unfinished) {
      await sleep(100);
      unfinished = await find('helm_revision', 'killed');
    }
    helm.kill('SIGKILL');
    await exited(helm);
    expect(await exited(install('killed', { ...service, spec: { ports: [{ port: 80 }] } }))).not.toBe(0);

    await removeThing(unfinished, client);
    expect(await exited(install('killed', { ...service, spec: { ports: [{ port: 80 }] } }))).toBe(0);
    await paste('helm uninstall killed --namespace ingress');
  });

  it('are volumes and Services that stay behind the cluster, unless the printed commands delete them before', async () => {
    const admin = labClient();
    const size = { storage: '10Gi' };
    await admin.create('/api/v1/persistentvolumes', {
      metadata: { name: 'pvc-data' },
      spec: {
        capacity: size,
        accessModes: ['ReadWriteOnce'],
        claimRef: { namespace: NAMESPACE, name: 'data' },
        csi: { driver: 'linodebs.csi.linode.com', volumeHandle: '1-pvc-data' },
      },
    });
    await admin.create(`${IN_NAMESPACE}/persistentvolumeclaims`, {
      metadata: { name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: size },
        volumeName: 'pvc-data',
        storageClassName: '',
      },
    });
    const service = { metadata: { name: 'edge' }, spec: { type: 'LoadBalancer', ports: [{ port: 443 }] } };
    await admin.create(`${IN_NAMESPACE}/services`, service);

    const stays = (await staying()).filter(({ what }) => /ingress\/(data|edge)/.test(what));
    const lines = stays.flatMap(({ fix }) => /: (kubectl .*?)(?=; or )/.exec(fix)?.[1] ?? []);
    expect(lines).toHaveLength(2);
    for (const line of lines) await paste(line);
    expect(await client.get(`${IN_NAMESPACE}/services/edge`)).toBeUndefined();
    expect(await client.get(`${IN_NAMESPACE}/persistentvolumeclaims/data`)).toBeUndefined();
    await admin.remove('/api/v1/persistentvolumes/pvc-data');
    admin.close();
  });

  function staying() {
    const { server, ca, kubeconfig } = runningLab();
    const outputs = {
      cluster_id: { value: '7' },
      api_endpoint: { value: server },
      cluster_ca_certificate: { value: Buffer.from(ca).toString('base64') },
    };
    const deployment = {
      output: { linodeApi: undefined },
      environment: { KUBECONFIG: kubeconfig },
      stack: () => ({ id: 'cluster' }),
      state: () => Promise.resolve({ outputs, resources: [] }),
    } as unknown as Deployment;
    const changes = [{ address: 'linode_lke_cluster.cluster', action: 'destroy' }];
    return staysBehind(deployment, { changes } as unknown as PlanSummary);
  }
});
