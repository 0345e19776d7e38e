import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labCharts } from '@lke-platform/stand-ins/lab/charts';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { bundle } from '../../bin/bundle.js';
import { objectStorage } from '../../operations/object-storage/client';
import { ExporterWorld, samplesIn, tellOfPlatform } from '../support/exporter-world';
import { defaultAccountsOf } from '../support/lab/default-account';
import { eventually } from '../support/lab/eventually';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { exampleData, platformOf } from '../support/platforms';
import { freePort } from '../support/free-port';
import { onPromtool, promtool } from '../support/promtool';
import { synthesize } from '../support/synthesize';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = join(__dirname, '../..');
const NAMESPACE = 'exporter-in-cluster';
const NAME = 'lke-platform-exporter';

/** etcd takes no larger object, and the API server no larger data of a ConfigMap or Secret. */
const MIB = 1024 * 1024;

interface Container {
  readonly image: string;
  readonly command: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
}
interface Deployment {
  readonly spec: {
    readonly template: { readonly metadata: object; readonly spec: { readonly containers: readonly [Container] } };
  };
}

onLab('the exporter in the cluster', () => {
  const platform = platformOf(exampleData());
  const { stacks } = synthesize(platform);
  const admin = labClient();
  let deployment: Deployment;
  let program: string;
  beforeAll(async () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await admin.create('/api/v1/namespaces', { metadata: { name: NAMESPACE, labels } });
    await defaultAccountsOf(admin, [NAMESPACE]);
    const folder = join(temporaryFolder(), 'exporter');
    cpSync(join(ROOT, 'infra/helm/exporter'), folder, { recursive: true });
    copyFileSync(await bundle(ROOT, 'exporter'), join(folder, 'exporter.js'));
    const values = { ...(stacks.system?.locals?.exporter_values as object), priorityClassName: '', bundle: 'a hash' };
    await labCharts(runningLab().kubeconfig).install({ name: NAME, namespace: NAMESPACE, folder, values });
    deployment = (await admin.get(
      `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/${NAME}`,
    )) as unknown as Deployment;
    const { data } = (await admin.get(`/api/v1/namespaces/${NAMESPACE}/configmaps/${NAME}`)) as {
      data: Record<string, string>;
    };
    program = data['exporter.js'] ?? '';
  });

  it('fits into a ConfigMap, and into the Secret of its release', async () => {
    const { items = [] } = (await admin.get(`/api/v1/namespaces/${NAMESPACE}/secrets`)) as {
      items?: { type: string; data: Record<string, string> }[];
    };
    const release = items.find(({ type }) => type === 'helm.sh/release.v1')?.data.release ?? '';

    expect(Buffer.byteLength(program)).toBeGreaterThan(100_000);
    expect(Buffer.byteLength(program)).toBeLessThan(0.9 * MIB);
    expect(Buffer.from(release, 'base64').length).toBeLessThan(0.9 * MIB);
  });

  it('gets a pod that may do nothing but run, where nothing else is admitted', async () => {
    const { metadata, spec } = deployment.spec.template;
    const pod = { metadata: { ...metadata, name: 'judged' }, spec };

    expect(await admin.ask('POST', `/api/v1/namespaces/${NAMESPACE}/pods?dryRun=All`, pod)).toMatchObject({
      status: 201,
    });
    expect(spec).toMatchObject({ automountServiceAccountToken: false });
    const [{ image }] = spec.containers;
    expect(image).toMatch(/^docker\.io\/library\/node:22\.[0-9.]+-\S+@sha256:[0-9a-f]{64}$/);
  });

  it('runs on the nodes of system', () => {
    const { nodeSelector, tolerations } = stacks.system?.locals?.exporter_values as Record<string, unknown>;

    expect(deployment.spec.template.spec).toMatchObject({ nodeSelector, tolerations });
    expect(nodeSelector).toEqual({ 'lke-platform.io/environment': 'system' });
  });

  it('waits for the Secret with its key', () => {
    const [{ env }] = deployment.spec.template.spec.containers;
    const key = (name: string) => env.find((it) => it.name === name)?.valueFrom;

    expect(key('AWS_ACCESS_KEY_ID')).toEqual({ secretKeyRef: { name: 'exporter-bucket-key', key: 'access_key' } });
    expect(key('AWS_SECRET_ACCESS_KEY')).toEqual({ secretKeyRef: { name: 'exporter-bucket-key', key: 'secret_key' } });
  });

  describe('as it lies in the ConfigMap, started by Node', () => {
    let store: S3StandIn;
    let running: ChildProcess;
    let address: string;
    let log = '';
    beforeAll(async () => {
      store = await S3StandIn.start();
      for (const bucket of Object.values(platform.state.buckets)) store.createBucket(bucket);
      const world = new ExporterWorld(objectStorage(store.access()), platform.state.buckets, store.endpoint);
      await tellOfPlatform(world, stacks);
      const file = join(temporaryFolder(), 'exporter.js');
      writeFileSync(file, program);
      const [{ command, env }] = deployment.spec.template.spec.containers;
      const port = await freePort();
      const { accessKey, secretKey } = store.access();
      const settings = Object.fromEntries(
        env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
      );
      const here = {
        LKE_PLATFORM_EXPORTER_ENDPOINT: store.endpoint,
        LKE_PLATFORM_EXPORTER_PORT: String(port),
        AWS_ACCESS_KEY_ID: accessKey,
        AWS_SECRET_ACCESS_KEY: secretKey,
      };
      const args = command.slice(1).map((argument) => (argument === '/program/exporter.js' ? file : argument));
      running = spawn(process.execPath, args, { cwd: '/', env: { ...settings, ...here } });
      running.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
      address = `http://127.0.0.1:${port}`;
      await eventually(async () => {
        const answer = await fetch(`${address}/metrics`).catch(() => undefined);
        const text = await answer?.text();
        return text?.includes('lke_platform_environment_status{') ? true : undefined;
      });
    });
    afterAll(async () => {
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill();
      await ended;
      await store.stop();
    });

    it('serves what the buckets tell', async () => {
      const samples = samplesIn(await (await fetch(`${address}/metrics`)).text());

      expect(samples).toMatchObject({
        'lke_platform_environment_status{environment="production",status="ready"}': '1',
        'lke_platform_budget_dollars_per_month{environment="production"}': '1800',
        'lke_platform_exporter_read_errors_total{source="ledger"}': '0',
      });
      expect(log).toContain('reads acme-platform-ledger, acme-platform-artifacts, acme-platform-reports');
    });

    it('names the parts that are not ready', async () => {
      const answer = await fetch(`${address}/readyz`);

      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({
        sourcesRead: true,
        notReady: ['prometheus', 'alertmanager', 'grafana', 'loki', 'tempo', 'collector'],
      });
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
    });

    onPromtool('as promtool judges it', () => {
      it('follows the conventions of Prometheus', async () => {
        const text = await (await fetch(`${address}/metrics`)).text();

        expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
      });
    });
  });
});
