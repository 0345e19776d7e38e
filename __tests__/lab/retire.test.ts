import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from '@lke-platform/stand-ins/lab/secret-programs';
import type { LedgerEvent } from '../../operations/ledger/event';
import type { RestoredObject } from '../../operations/retirement/restore/restore';
import { secretsIn } from '../support/find-secrets';
import { onLab } from '../support/lab/running';
import { WholePlatform } from '../support/lab/whole-platform';
import { until } from '../support/until';

const onController = isBuilt('chart') ? onLab : describe.skip;
const NAMESPACE = '/api/v1/namespaces/env-staging';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/env-staging/deployments';
const CANARY = 'a-password-that-only-the-cluster-knows';

const DATA = {
  apiVersion: 'lke-platform.io/v1',
  name: 'retiring',
  owners: ['platform@acme.example'],
  cluster: { region: 'nl-ams', kubernetesVersion: '1.34', controlPlaneAcl: { ipv4: ['203.0.113.0/24'] } },
  environments: {
    system: { nodePools: [{ name: 'system', instanceType: 'g6-standard-4', count: 3 }] },
    staging: { deletionProtection: true, nodePools: [{ name: 'general', instanceType: 'g6-standard-4', count: 1 }] },
  },
};

// A lab of its own: an environment of it ends, and begins anew.
onController('an environment that is retired', () => {
  let whole: WholePlatform;
  const file = () => join(whole.workplace.folder, 'platform.yaml');
  const write = (change: (text: string) => string) => {
    writeFileSync(file(), change(readFileSync(file(), 'utf8')));
  };
  const synth = () => whole.succeed('synth', '--out', whole.workplace.output);
  const retire = (...args: string[]) => whole.run('environment', 'retire', 'staging', ...args);
  const eventsOf = async (kind: string) => {
    const filter = ['--environment', 'staging', '--kind', kind, '--limit', '100'];
    return (await whole.result<{ events: LedgerEvent[] }>('audit', 'list', ...filter)).events;
  };
  const status = async () =>
    (await eventsOf('status')).map(({ details }) => `${details.record as number} ${details.to as string}`);
  const backups = async () => (await eventsOf('backup')).map(({ details }) => JSON.stringify(details.key));
  /** Retires it, killed when it comes to a step. */
  async function killedAt(step: string, ...args: string[]): Promise<void> {
    const child = whole.workplace.start('environment', 'retire', 'staging', '--yes', ...args);
    const ended = new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal)));
    child.stderr?.on('data', (text: Buffer) => {
      if (text.toString().includes(step)) child.kill('SIGKILL');
    });
    expect([step, await ended]).toEqual([step, 'SIGKILL']);
  }

  async function getReady(): Promise<void> {
    await whole.setSecrets('staging', CANARY);
    const verified = await whole.run('environment', 'verify', 'staging');
    if (verified.code !== 0) throw new Error(verified.stdout + verified.stderr);
    await whole.succeed('environment', 'transition', 'staging', '--to', 'ready', '--reason', 'a test');
    // The API server takes a moment until its policies see the label.
    const web = { metadata: { name: 'web' }, ...DEPLOYMENT };
    await until(async () => (await whole.admin.ask('POST', `${DEPLOYMENTS}?dryRun=All`, web)).status === 201);
  }

  const create = (path: string, name: string, fields: object) =>
    whole.admin.create(path, { metadata: { name }, ...fields });

  beforeAll(async () => {
    whole = await WholePlatform.open(DATA);
    await whole.startSealedSecrets();
    await getReady();
    await create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', 'widgets.example.com', WIDGETS);
    await create('/api/v1/persistentvolumes', 'pv-data', VOLUME);
    await create(`${NAMESPACE}/persistentvolumeclaims`, 'data', CLAIM);
    await create(`${NAMESPACE}/secrets`, 'database', { stringData: { password: CANARY } });
    await create(`${NAMESPACE}/configmaps`, 'huge', { data: { text: 'x'.repeat(1_000_000) } });
    await create(`${NAMESPACE}/services`, 'web', { spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } });
    await create(DEPLOYMENTS, 'web', DEPLOYMENT);
    const widgets = '/apis/example.com/v1/namespaces/env-staging/widgets';
    await until(async () => (await whole.admin.ask('GET', widgets)).status === 200);
    await create(widgets, 'w', { apiVersion: 'example.com/v1', kind: 'Widget', spec: { size: 7 } });
    for (let at = 0; at < 120; at += 1)
      await create(`${NAMESPACE}/configmaps`, `many-${at}`, { data: { at: String(at) } });
    await until(async () => {
      const { items = [] } = await whole.admin.get(`${NAMESPACE}/pods`);
      return items.length === 2 && items.every((it) => JSON.stringify(it.status).includes('"phase":"Running"'));
    });
  }, 420_000);
  afterAll(() => whole?.close());

  it('is not, while something stands against it, and then nothing is done', async () => {
    const silent = await retire('--yes');
    const wrong = await retire('--yes', '--volume', 'data=move', '--volume', 'other=keep');
    const system = await whole.run('environment', 'retire', 'system', '--yes');

    expect([silent.code, wrong.code, system.code]).toEqual([1, 1, 1]);
    expect(silent.stderr).toContain('--volume data=keep');
    // The file protects it by itself, which does not go with retired: true.
    expect(silent.stderr).toContain('staging cannot be both retired and protected from deletion');
    expect(wrong.stderr).toContain('move');
    expect(wrong.stderr).toContain('staging has no such claim');
    expect(system.stderr).toContain('every other environment stands on it');
    expect(await backups()).toEqual([]);
    write((text) => text.replace(/ *deletionProtection: true\n/, ''));
  });

  it('is not, when a part of it cannot be read: a backup without it would not be one', async () => {
    whole.decide = ({ path }) =>
      path.startsWith('/apis/example.com/v1/namespaces')
        ? { status: 503, body: '{"message":"its server is gone"}' }
        : 'pass';
    const { code, stderr } = await retire('--yes', '--volume', 'data=keep');
    whole.decide = () => 'pass';

    expect([code, stderr]).toEqual([1, expect.stringContaining('its server is gone')]);
    expect(readFileSync(file(), 'utf8')).not.toContain('retired');
    expect(await backups()).toEqual([]);
  });

  it('is backed up first, and waits for a review of retired: true in the file, where it is told to', async () => {
    const said = ['--volume', 'data=keep', '--review'];
    for (const step of ['keeping', 'ending what was granted']) await killedAt(step, ...said);
    expect(readFileSync(file(), 'utf8')).not.toContain('retired');
    const { code, stdout } = await retire('--yes', ...said);

    expect([code, stdout]).toEqual([2, expect.stringContaining('npx lke-platform environment retire staging')]);
    expect(readFileSync(file(), 'utf8')).toContain('retired: true');
    // Nothing was changed since the first one, which holds all.
    expect(await backups()).toHaveLength(1);
    expect(await status()).toEqual(['1 ready', '1 provisioning']);
    const artifacts = whole.workplace.s3.bucket('retiring-artifacts');
    const leaked = artifacts.keys('backups/').flatMap((key) => secretsIn(artifacts.get(key).body, { CANARY }));
    expect(leaked).toEqual([]);
  });

  it('is destroyed by the same command, killed at any step before and run again', async () => {
    await create(`${NAMESPACE}/configmaps`, 'late', { data: { since: 'the backup' } });
    for (const step of ['without protection', 'writing that it is retired', 'settling']) await killedAt(step);
    const { code, stdout, stderr } = await retire('--yes');

    expect([code, stdout]).toEqual([0, expect.stringMatching(/staging.*: .*retired/)]);
    expect(secretsIn(Buffer.from(stdout + stderr), { CANARY })).toEqual([]);
    await expect(whole.admin.ask('GET', NAMESPACE)).resolves.toMatchObject({ status: 404 });
    expect(await status()).toEqual(['1 retired', '1 ready', '1 provisioning']);
    // What was changed after the first backup is in another one.
    expect((await backups()).length).toBeGreaterThan(1);
    const volume = (await whole.admin.get('/api/v1/persistentvolumes/pv-data')) as unknown as {
      spec: { persistentVolumeReclaimPolicy: string };
    };
    expect(volume.spec.persistentVolumeReclaimPolicy).toBe('Retain');
    await expect(retire('--yes')).resolves.toMatchObject({ code: 0 });
  });

  it('is made by nothing any more: neither by apply, nor by the engine', async () => {
    const named = await whole.run('apply', 'staging', '--yes');
    const all = await whole.run('apply', '--yes', '--ready-timeout', '0');
    const engine = await whole.workplace.terraform('staging', 'plan', '-input=false', '-no-color');
    const kept = await backups();
    const backUp = await whole.run('environment', 'back-up', 'staging');

    expect([named.code, named.stderr]).toEqual([1, expect.stringContaining('the environment staging is retired')]);
    expect(all.code).toBe(0);
    // A backup of nothing would be the one that is restored.
    expect([backUp.code, backUp.stderr]).toEqual([1, expect.stringContaining('there is nothing to back up')]);
    expect(await backups()).toEqual(kept);
    expect([engine.code, engine.stdout + engine.stderr]).toEqual([1, expect.stringContaining('is retired')]);
    await expect(whole.admin.ask('GET', NAMESPACE)).resolves.toMatchObject({ status: 404 });
  });

  it('is made anew, as another record, and gets back what its backup holds', async () => {
    write((text) => text.replace(/ *retired: true\n/, ''));
    await synth();
    await whole.succeed('apply', 'staging', '--yes', '--ready-timeout', '0');
    expect((await status())[0]).toBe('2 provisioning');
    await getReady();

    const { objects } = await whole.result<{ objects: RestoredObject[] }>('environment', 'restore-backup', 'staging');
    expect(objects.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    const data = async (path: string) => (await whole.admin.get(`${NAMESPACE}/${path}`)).data as Record<string, string>;
    expect(Buffer.from((await data('secrets/database')).password ?? '', 'base64').toString()).toBe(CANARY);
    expect((await data('configmaps/huge')).text).toHaveLength(1_000_000);
    expect((await data('configmaps/late')).since).toBe('the backup');
    expect((await data('configmaps/many-119')).at).toBe('119');
    expect((await whole.admin.get('/apis/example.com/v1/namespaces/env-staging/widgets/w')).spec).toEqual({ size: 7 });
    await until(async () =>
      JSON.stringify((await whole.admin.get(`${NAMESPACE}/persistentvolumeclaims/data`)).status).includes('Bound'),
    );
    await until(async () => {
      const { items = [] } = await whole.admin.get(`${NAMESPACE}/pods`);
      return items.filter((it) => JSON.stringify(it.status).includes('"phase":"Running"')).length === 2;
    });

    const again = await whole.result<{ objects: RestoredObject[] }>('environment', 'restore-backup', 'staging');
    expect(again.objects.filter(({ outcome }) => outcome === 'made')).toEqual([]);
  });
});

const CONTAINERS = [
  {
    name: 'web',
    image: 'example.com/web:1',
    resources: {},
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  },
];
const DEPLOYMENT = {
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: CONTAINERS,
        nodeSelector: { 'lke-platform.io/environment': 'staging' },
        tolerations: [
          { key: 'lke-platform.io/environment', operator: 'Equal', value: 'staging', effect: 'NoSchedule' },
        ],
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      },
    },
  },
};
const CLAIM = {
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: '',
    volumeName: 'pv-data',
    resources: { requests: { storage: '10Gi' } },
  },
};
const VOLUME = {
  spec: {
    ...{ accessModes: ['ReadWriteOnce'], capacity: { storage: '10Gi' }, persistentVolumeReclaimPolicy: 'Delete' },
    csi: { driver: 'linodebs.csi.linode.com', volumeHandle: '1-data' },
  },
};
const WIDGETS = {
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};
