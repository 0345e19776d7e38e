import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';
import type { KubernetesCluster } from '../world/kubernetes';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const HOST = 'kubernetes.example';
const RELEASE = 'helm_release.it';

engineSuite('helm_release of the stand-in', () => {
  let standIn: StandIn;
  let root: Root;
  let cluster: KubernetesCluster;
  const installed = () => cluster.releases.get('monitoring/loki');

  beforeEach(async () => {
    standIn = await startStandIn();
    cluster = standIn.world.createKubernetesCluster(HOST);
    root = new Root(standIn.env);
  });
  afterEach(() => {
    root.remove();
    standIn.stop();
  });

  function release(fields: object, token = cluster.token): object {
    const chart = { chart: 'loki', repository: 'https://charts.example', version: '6.1.0' };
    return {
      terraform: { required_providers: { helm: { source: 'hashicorp/helm' } } },
      provider: { helm: { kubernetes: { host: `https://${HOST}`, token } } },
      resource: {
        helm_release: { it: { name: 'loki', namespace: 'monitoring', create_namespace: true, ...chart, ...fields } },
      },
    };
  }

  it('is deployed with its values, rests, and is gone after destroy (H1)', async () => {
    const set = [{ name: 'loki.replicas', value: '3' }];
    expect(await root.apply(release({ values: ['loki: {auth: true}', 'other: x'], set }))).toMatchObject({ code: 0 });
    expect(installed()).toMatchObject({
      revision: 1,
      chart: { name: 'loki', version: '6.1.0' },
      values: { loki: { auth: true, replicas: 3 }, other: 'x' },
    });
    expect(await root.plan()).toMatchObject({ code: 0 });
    const { status, metadata } = await root.state(RELEASE);
    expect([status, metadata]).toEqual([
      'deployed',
      expect.objectContaining({ revision: 1, values: '{"loki":{"auth":true,"replicas":3},"other":"x"}' }),
    ]);
    await root.destroy();
    expect(installed()).toBeUndefined();
  });

  it('is upgraded for other values or another version, and replaced for another namespace (H2)', async () => {
    await root.apply(release({ values: ['a: 1'] }));
    expect(await root.apply(release({ values: ['a: 2'] }))).toMatchObject({ actions: { [RELEASE]: 'update' } });
    expect(installed()).toMatchObject({ revision: 2, values: { a: 2 } });
    expect(await root.plan(release({ version: '6.2.0' }))).toMatchObject({ actions: { [RELEASE]: 'update' } });
    expect(await root.plan(release({ namespace: 'logs' }))).toMatchObject({ actions: { [RELEASE]: 'replace' } });
  });

  it('reads a chart in a folder when it plans, and fails there without one (H3)', async () => {
    const local = { chart: './chart', repository: null, version: null };
    expect((await root.plan(release(local))).errors.join()).toContain('path "./chart" not found');

    mkdirSync(join(root.directory, 'chart'));
    writeFileSync(join(root.directory, 'chart/Chart.yaml'), 'name: bootstrap\nversion: 0.3.0\nappVersion: "1"\n');
    await root.apply(release(local));
    expect(installed()?.chart).toMatchObject({ name: 'bootstrap', version: '0.3.0', appVersion: '1' });
  });

  it('fails without the namespace, with a name that is taken, and without access (H4)', async () => {
    const absent = await root.apply(release({ create_namespace: false }));
    expect(absent.errors.join()).toContain('namespaces "monitoring" not found');
    const refused = await root.apply(release({}, 'wrong'));
    expect(refused.errors.join()).toContain('Kubernetes cluster unreachable\nUnauthorized');

    await root.apply(release({}));
    await root.run('state', 'rm', RELEASE);
    expect((await root.apply()).errors.join()).toContain('cannot re-use a name that is still in use');
  });

  it('plans a chart whose version is not known yet, and can be imported (H6)', async () => {
    const later = { terraform_data: { version: { input: '6.1.0' } } };
    const { resource, ...rest } = release({ version: '${terraform_data.version.output}' }) as { resource: object };
    const { errors } = await root.apply({ ...rest, resource: { ...later, ...resource } });
    expect([errors, installed()?.chart.version]).toEqual([[], '6.1.0']);

    await root.run('state', 'rm', RELEASE);
    expect(await root.run('import', RELEASE, 'monitoring/loki')).toMatchObject({ code: 0 });
    expect(await root.state(RELEASE)).toMatchObject({ status: 'deployed', wait: true, timeout: 300 });
  });

  it('leaves a revision pending when it is cut off, and refuses the next one until that is gone (H7)', async () => {
    await root.apply(release({ values: ['a: 1'] }));
    standIn.world.faults.strike({ type: 'helm' }, () => undefined, { after: false });
    expect((await root.apply(release({ values: ['a: 2'] }))).errors.join()).toContain('killed');
    expect(installed()).toMatchObject({ revision: 2, status: 'pending-upgrade', previous: { status: 'deployed' } });
    const refused = await root.apply(release({ values: ['a: 3'] }));
    expect(refused.errors.join()).toContain('another operation (install/upgrade/rollback) is in progress');

    cluster.forgetRevision(installed()!);
    expect(await root.apply(release({ values: ['a: 3'] }))).toMatchObject({ errors: [] });
    expect(installed()).toMatchObject({ revision: 2, status: 'deployed', previous: { status: 'superseded' } });
  });

  it('keeps a revision that failed: the way back is deployed and called inconsistent, and then rests (H8)', async () => {
    await root.apply(release({ values: ['a: 1'] }));
    standIn.world.faults.refuse({ type: 'helm' }, { message: 'timed out waiting for the condition' });
    expect((await root.apply(release({ values: ['a: 2'] }))).errors.join()).toContain('timed out waiting');
    expect(installed()).toMatchObject({ revision: 2, status: 'failed', previous: { revision: 1, status: 'deployed' } });

    const back = await root.apply(release({ values: ['a: 1'] }));
    expect(back.errors.join()).toContain('Provider produced inconsistent result after apply');
    expect(installed()).toMatchObject({ revision: 3, status: 'deployed', values: { a: 1 }, previous: { revision: 2 } });
    expect(await root.plan()).toMatchObject({ code: 0 });
  });

  it('leaves the Secret of a first installation that failed, which no state knows of (H9)', async () => {
    standIn.world.faults.refuse({ type: 'helm' }, { message: 'timed out waiting for the condition' });
    const failed = await root.apply(release({ values: ['a: 1'] }));
    expect(failed.errors.join()).toContain('timed out waiting');
    expect(await root.states()).toEqual({});
    expect(installed()).toMatchObject({ revision: 1, status: 'failed' });
  });

  it('keeps sensitive settings out of the values that it shows (H5)', async () => {
    await root.apply(release({ set_sensitive: [{ name: 'auth.password', value: 'canary' }] }));
    expect(installed()?.values).toEqual({ auth: { password: 'canary' } });
    expect((await root.state(RELEASE)).metadata).toMatchObject({ values: '{"auth":{"password":"(sensitive value)"}}' });
  });
});
