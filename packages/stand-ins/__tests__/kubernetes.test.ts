import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';
import type { KubernetesCluster } from '../world/kubernetes';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const HOST = 'kubernetes.example';
const API_VERSION = 'client.authentication.k8s.io/v1';
const NAMESPACE = 'kubernetes_namespace_v1.env';
const STATUS = 'lke-platform.io/status';

/** An environment as the platform makes it: a namespace and what belongs to it. */
function environment(resources: object = {}, provider: object = {}): object {
  return {
    terraform: { required_providers: { kubernetes: { source: 'hashicorp/kubernetes' } } },
    provider: {
      kubernetes: {
        host: `https://${HOST}:443`,
        ignore_labels: ['^lke-platform[.]io/status$'],
        exec: { api_version: API_VERSION, command: './credential.sh', args: ['get'], env: { FROM_BLOCK: 'block' } },
        ...provider,
      },
    },
    resource: {
      kubernetes_namespace_v1: { env: { metadata: { name: 'env-production', labels: { team: 'a' } } } },
      ...resources,
    },
  };
}

/** The metadata of something in the environment's namespace. */
function named(name: string): object {
  return { name, namespace: `\${${NAMESPACE}.metadata[0].name}` };
}

engineSuite('the stand-in of kubernetes', () => {
  let standIn: StandIn;
  let root: Root;
  let cluster: KubernetesCluster;

  beforeEach(async () => {
    standIn = await startStandIn();
    cluster = standIn.world.createKubernetesCluster(HOST);
    root = new Root({ ...standIn.env, FROM_ENGINE: 'engine' });
    credential(cluster.token);
  });
  afterEach(() => {
    root.remove();
    standIn.stop();
  });

  /** Writes the credential command into the folder of the root; each run leaves its environment there. */
  function credential(token: string): void {
    const printed = JSON.stringify({ apiVersion: API_VERSION, kind: 'ExecCredential', status: { token } });
    const script = `#!/bin/sh\necho "$1 $FROM_BLOCK $FROM_ENGINE $KUBERNETES_EXEC_INFO" > ran\necho '${printed}'\n`;
    writeFileSync(join(root.directory, 'credential.sh'), script, { mode: 0o755 });
  }

  function change(kind: string, name: string, fields: object, namespace: string | null = null): void {
    const object = cluster.get(kind, name, namespace);
    if (object) cluster.put({ ...object, ...fields });
  }

  it('rests with everything that an environment has, and destroys it (K1)', async () => {
    const port = { ports: [{ port: '443' }], from: [{ namespace_selector: { match_labels: { team: 'a' } } }] };
    const rbac = { api_group: 'rbac.authorization.k8s.io' };
    const subject = [{ kind: 'Group', name: 'team-a', api_group: rbac.api_group }];
    const everything = environment({
      kubernetes_resource_quota_v1: {
        it: { metadata: named('quota'), spec: { hard: { 'requests.cpu': '2000m', pods: '10' } } },
      },
      kubernetes_limit_range_v1: {
        it: { metadata: named('limits'), spec: { limit: [{ type: 'Container', default: { cpu: '1' } }] } },
      },
      kubernetes_network_policy_v1: {
        it: { metadata: named('allow'), spec: { policy_types: ['Ingress'], pod_selector: {}, ingress: [port] } },
      },
      kubernetes_role_v1: {
        it: { metadata: named('reader'), rule: [{ api_groups: [''], resources: ['pods'], verbs: ['get'] }] },
      },
      kubernetes_role_binding_v1: {
        it: { metadata: named('readers'), role_ref: { ...rbac, kind: 'Role', name: 'reader' }, subject },
      },
      kubernetes_cluster_role_v1: {
        it: { metadata: { name: 'nodes' }, rule: [{ api_groups: [''], resources: ['nodes'], verbs: ['get'] }] },
      },
      kubernetes_cluster_role_binding_v1: {
        it: { metadata: { name: 'nodes' }, role_ref: { ...rbac, kind: 'ClusterRole', name: 'nodes' }, subject },
      },
      kubernetes_config_map_v1: { it: { metadata: named('settings'), data: { a: 'b' } } },
      kubernetes_service_account_v1: { it: { metadata: named('builder') } },
      kubernetes_labels: {
        it: { api_version: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' }, labels: { zone: 'a' } },
      },
    });

    const applied = await root.apply(everything);
    expect([applied.code, applied.errors]).toEqual([0, []]);
    expect(await root.plan()).toMatchObject({ code: 0 });
    expect(await root.state('kubernetes_resource_quota_v1.it')).toMatchObject({ id: 'env-production/quota' });
    expect(await root.state(NAMESPACE)).toMatchObject({ id: 'env-production' });
    expect(cluster.get('resource_quota', 'quota', 'env-production')?.fields).toMatchObject({
      spec: [{ hard: { 'requests.cpu': '2', pods: '10' } }],
    });

    expect(cluster.get('network_policy', 'allow', 'env-production')?.generation).toBe(1);

    expect(await root.destroy()).toMatchObject({ code: 0 });
    expect(cluster.get('namespace', 'env-production')).toBeUndefined();
    expect(cluster.get('namespace', 'kube-system')?.labels).toEqual({});
  });

  it("runs the credential command in the engine's folder with its environment, and only for a request (K2)", async () => {
    await root.plan(environment());
    expect(() => readFileSync(join(root.directory, 'ran'))).toThrow();
    await root.apply();
    const ran = readFileSync(join(root.directory, 'ran'), 'utf8');
    expect(ran).toContain('get block engine {"kind":"ExecCredential"');
  });

  it('demands the token of the cluster, and knows no other host (K3)', async () => {
    credential('wrong');
    expect((await root.apply(environment())).errors).toEqual(['Unauthorized']);
    const elsewhere = await root.apply(environment({}, { host: 'https://elsewhere.example' }));
    expect(elsewhere.errors.join()).toContain('lookup elsewhere.example: no such host');
    const broken = { exec: { api_version: API_VERSION, command: './absent.sh' } };
    expect((await root.apply(environment({}, broken))).errors.join()).toContain('executable ./absent.sh failed');
  });

  it('lets a label that it ignores be, and removes any other that is not in the configuration (K4)', async () => {
    await root.apply(environment());
    change('namespace', 'env-production', { labels: { team: 'a', [STATUS]: 'ready' } });
    expect(await root.plan()).toMatchObject({ code: 0 });

    change('namespace', 'env-production', { labels: { team: 'a', [STATUS]: 'ready', other: 'x' } });
    expect(await root.plan()).toMatchObject({ actions: { [NAMESPACE]: 'update' } });
    await root.apply();
    expect(cluster.get('namespace', 'env-production')?.labels).toEqual({ team: 'a', [STATUS]: 'ready' });
  });

  it('refuses what the API server refuses (K5)', async () => {
    const objects = environment({
      kubernetes_config_map_v1: { it: { metadata: { name: 'settings', namespace: 'absent' } } },
    });
    expect((await root.apply(objects)).errors).toEqual(['namespaces "absent" not found']);

    cluster.put({ kind: 'config_map', name: 'settings', namespace: 'default' });
    const taken = environment({ kubernetes_config_map_v1: { it: { metadata: { name: 'settings' } } } });
    expect((await root.apply(taken)).errors).toEqual(['configmaps "settings" already exists']);

    expect(
      (await root.plan(environment({ kubernetes_namespace_v1: { env: { metadata: { name: 'Env' } } } }))).code,
    ).toBe(1);
  });

  it('takes everything in a namespace away with it, and never lets kube-system go (K6)', async () => {
    await root.apply(environment({ kubernetes_config_map_v1: { it: { metadata: named('settings') } } }));
    const namespace = cluster.get('namespace', 'env-production');
    if (namespace) cluster.remove(namespace);
    expect((await root.plan()).actions).toEqual({ [NAMESPACE]: 'create', 'kubernetes_config_map_v1.it': 'create' });

    root.write(environment({ kubernetes_namespace_v1: { env: { metadata: { name: 'kube-system' } } } }));
    await root.run('state', 'rm', NAMESPACE);
    await root.run('import', NAMESPACE, 'kube-system');
    expect((await root.destroy()).errors).toEqual([
      'namespaces "kube-system" is forbidden: this namespace may not be deleted',
    ]);
  });

  it('makes nothing in a namespace that does not go, and waits for it in vain (K12)', async () => {
    await root.apply(environment());
    cluster.terminating.add('env-production');
    const objects = environment({ kubernetes_config_map_v1: { it: { metadata: named('settings') } } });

    expect((await root.apply(objects)).errors).toEqual([
      'configmaps "settings" is forbidden: unable to create new content in namespace env-production because it is being terminated',
    ]);
    expect((await root.destroy()).errors).toEqual([
      "timeout while waiting for resource to be gone (last state: 'Terminating', timeout: 5m0s)",
    ]);
  });

  it('replaces what cannot be changed in place (K7)', async () => {
    const binding = (role: string) => ({
      metadata: named('binding'),
      role_ref: { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subject: [{ kind: 'ServiceAccount', name: 'default', namespace: 'env-production' }],
    });
    const objects = (role: string, data: string, name = 'env-production') =>
      environment({
        kubernetes_namespace_v1: { env: { metadata: { name } } },
        kubernetes_role_binding_v1: { it: binding(role) },
        kubernetes_config_map_v1: { it: { metadata: named('fixed'), immutable: true, data: { a: data } } },
      });
    await root.apply(objects('view', '1'));
    expect(await root.plan(objects('edit', '2'))).toMatchObject({
      actions: { 'kubernetes_role_binding_v1.it': 'replace', 'kubernetes_config_map_v1.it': 'replace' },
    });
    expect((await root.plan(objects('view', '1', 'env-other'))).actions[NAMESPACE]).toBe('replace');
  });

  it('replaces a priority class for another value, and updates what it says of itself (K13)', async () => {
    const classOf = (fields: object) =>
      environment({ kubernetes_priority_class_v1: { it: { metadata: { name: 'shop' }, ...fields } } });
    const address = 'kubernetes_priority_class_v1.it';
    await root.apply(classOf({ value: 100 }));

    expect(cluster.get('priority_class', 'shop')?.fields).toMatchObject({ value: 100, description: '' });
    expect(await root.plan()).toMatchObject({ code: 0 });
    expect((await root.plan(classOf({ value: 200 }))).actions[address]).toBe('replace');
    expect((await root.plan(classOf({ value: 100, preemption_policy: 'Never' }))).actions[address]).toBe('replace');
    expect((await root.plan(classOf({ value: 100, description: 'the shop' }))).actions[address]).toBe('update');
  });

  it('cannot be insecure to a host that is not known yet (K9)', async () => {
    const later = {
      ...environment({}, { insecure: true, host: '${terraform_data.host.output}' }),
      resource: {
        terraform_data: { host: { input: HOST } },
        kubernetes_namespace_v1: { env: { metadata: { name: 'env' } } },
      },
    };
    expect((await root.plan(later)).errors.join()).toContain('Invalid provider configuration');
  });

  it('keeps a secret by its name, and one that is written only out of the state (K8)', async () => {
    const secrets = environment({
      kubernetes_secret_v1: {
        plain: { metadata: named('plain'), data: { key: 'visible' } },
        written: { metadata: named('written'), data_wo: { key: 'canary' }, data_wo_revision: 1 },
      },
    });
    await root.apply(secrets);
    expect(cluster.get('secret', 'written', 'env-production')?.fields.data).toEqual({ key: 'canary' });
    expect(await root.plan()).toMatchObject({ code: 0 });
    const { output } = await root.run('state', 'pull');
    expect([output.includes('visible'), output.includes('canary')]).toEqual([true, false]);

    change('secret', 'plain', { fields: { type: 'Opaque', data: { key: 'changed' } } }, 'env-production');
    expect(await root.plan()).toMatchObject({ actions: { 'kubernetes_secret_v1.plain': 'update' } });
  });
});
