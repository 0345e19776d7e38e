import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesClient } from '@lke-platform/stand-ins/lab/client';
import { KINDS } from '@lke-platform/stand-ins/kubernetes/kinds';
import { DRIFT_NAMESPACE, DRIFT_POD_ACCOUNT } from '../../model/derive/drift-rights';
import { ACCESS_NAMESPACE } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { outboxRecorder } from '../../operations/audit/record';
import { outboxOf } from '../../operations/audit/outbox';
import { readVariables } from '../../operations/bootstrap/variables-file';
import { Declared } from '../../operations/drift/outside/declared';
import { readReleases } from '../../operations/drift/outside/kubernetes/releases';
import { Unread } from '../../operations/drift/outside/unread';
import { KubernetesClient as OperationsClient } from '../../operations/kubernetes/client';
import { cronJobManifests } from '../../operations/drift/schedule/manifests';
import { mintDriftCredentials, type MintedCredentials } from '../../operations/drift-credentials/mint';
import { parseKubeconfig, credentialOf } from '../../operations/kube-credential/kubeconfig';
import { aloneWith } from '../support/lab/alone';
import { AccessDesk } from '../support/lab/access-desk';
import { platformData } from '../support/lab/roles';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { platformOf } from '../support/platforms';
import { until } from '../support/until';
import { resourcesOf, synthesizeStack } from '../support/synthesize';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const PRODUCTION = '/api/v1/namespaces/env-production';
const ACCOUNTS = `/api/v1/namespaces/${ACCESS_NAMESPACE}/serviceaccounts`;

onLab('credentials that look for drift', () => {
  aloneWith('drift');
  let desk: AccessDesk;
  let platform: Platform;
  let minted: MintedCredentials;
  beforeAll(async () => {
    desk = await AccessDesk.open();
    platform = await desk.apply(platformData());
    minted = await mint();
  });
  afterAll(() => desk.close());

  const mint = () => {
    const environment = desk.environment('jane');
    const actor = { name: 'jane', provenBy: 'linode-profile' as const };
    const audit = outboxRecorder(outboxOf(platform.name, environment), actor);
    return mintDriftCredentials({ platform, environment, audit, days: 30, onStep: () => undefined });
  };
  const variables = () => readVariables(minted.variables);
  const reader = (file = minted.kubeconfig) => {
    const kubeconfig = parseKubeconfig(readFileSync(file, 'utf8'), 'of the reader');
    const credential = credentialOf(kubeconfig.currentContext ?? '', kubeconfig);
    return new KubernetesClient(runningLab().server, runningLab().ca, 'token' in credential ? credential.token : '');
  };
  const statusOf = async (method: string, path: string, body?: unknown, type?: string) => {
    const client = reader();
    const { status } = await client.ask(method, path, body, type);
    client.close();
    return status;
  };

  it('are written where only their owner reads them', () => {
    for (const file of [minted.variables, minted.kubeconfig]) {
      expect(file).toContain(join(desk.folder, 'jane'));
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
  });

  describe('at Linode', () => {
    const ask = (method: string, path: string) =>
      fetch(`${desk.linode.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${variables().LINODE_TOKEN}`, 'content-type': 'application/json' },
        ...(method !== 'GET' && method !== 'DELETE' && { body: '{}' }),
      }).then(({ status }) => status);
    const clusterId = () => [...desk.linode.world.linode.clusters.keys()][0] ?? 0;

    it.each(['/lke/clusters', '/networking/firewalls', '/domains', '/nodebalancers', '/vpcs', '/account/events'])(
      'read %s',
      async (path) => {
        expect(await ask('GET', path)).toBe(200);
      },
    );

    it('get no kubeconfig', async () => {
      expect(await ask('GET', `/lke/clusters/${clusterId()}/kubeconfig`)).toBe(401);
    });

    it.each([
      ...['/lke/clusters', '/networking/firewalls', '/domains', '/nodebalancers', '/vpcs'].map((path) => [
        'POST',
        path,
      ]),
      ...['/object-storage/buckets', '/object-storage/keys', '/profile/tokens'].map((path) => ['POST', path]),
      ['PUT', '/lke/clusters/1'],
      ['DELETE', '/lke/clusters/1'],
      ['DELETE', '/lke/clusters/1/kubeconfig'],
      ['POST', '/lke/clusters/1/recycle'],
      ['PUT', '/lke/clusters/1/control_plane_acl'],
      ['DELETE', '/object-storage/buckets/nl-ams/acme-state'],
    ])('are refused %s %s', async (method = '', path = '') => {
      expect(await ask(method, path)).toBe(401);
    });

    it('are keys of which one reads, and one has the reports alone', () => {
      const access = [...desk.linode.world.linode.keys.values()].map(({ label, bucket_access: buckets }) => [
        label.replace(`${minted.name}-`, ''),
        buckets?.map((it) => `${it.bucket_name} ${it.permissions}`),
      ]);

      expect(Object.fromEntries(access)).toEqual({
        read: ['acme-state read_only', 'acme-artifacts read_only', 'acme-reports read_only'],
        reports: ['acme-reports read_write'],
      });
    });
  });

  describe('in the cluster', () => {
    it.each([
      `${PRODUCTION}/resourcequotas`,
      `${PRODUCTION}/limitranges`,
      '/apis/networking.k8s.io/v1/namespaces/env-production/networkpolicies',
      `${RBAC}/namespaces/env-production/rolebindings`,
      `${RBAC}/clusterrolebindings`,
      `${ADMISSION}/validatingadmissionpolicies`,
      `${ADMISSION}/validatingadmissionpolicybindings`,
      '/api/v1/namespaces/sealed-secrets/secrets',
      '/apis/apps/v1/namespaces/monitoring/deployments',
      '/api/v1/namespaces/kube-system/services',
    ])('read %s', async (path) => {
      expect(await statusOf('GET', path)).toBe(200);
    });

    it.each([
      `${PRODUCTION}/secrets`,
      `${PRODUCTION}/pods`,
      `${PRODUCTION}/configmaps`,
      '/api/v1/namespaces/kube-system/secrets',
      '/api/v1/namespaces/kube-system/configmaps',
      '/api/v1/secrets',
      '/api/v1/nodes',
      '/api/v1/pods',
      `${PRODUCTION}/services/web/proxy/`,
      `${PRODUCTION}/pods/web/log`,
    ])('are refused to read %s', async (path) => {
      expect(await statusOf('GET', path)).toBe(403);
    });

    const object = { metadata: { name: 'by-the-drift-reader' } };
    it.each([
      ['POST', `${PRODUCTION}/resourcequotas`, object],
      ['POST', `${PRODUCTION}/pods`, object],
      ['POST', `${PRODUCTION}/pods/web/exec?command=id`, undefined],
      ['POST', `${PRODUCTION}/secrets`, object],
      ['POST', `/api/v1/namespaces/${ACCESS_NAMESPACE}/secrets`, object],
      ['POST', `${ACCOUNTS}/production-break-glass/token`, { spec: {} }],
      ['POST', `${ACCOUNTS}/drift-reader/token`, { spec: {} }],
      ['POST', `${RBAC}/clusterrolebindings`, object],
      ['POST', `${RBAC}/namespaces/env-production/rolebindings`, object],
      ['PATCH', '/api/v1/namespaces/env-production', { metadata: { labels: { a: 'b' } } }],
      ['PATCH', `${PRODUCTION}/resourcequotas/quota`, { spec: { hard: { pods: '999' } } }],
      ['PATCH', `${ADMISSION}/validatingadmissionpolicies/lke-platform-lasting-tokens`, { spec: {} }],
      ['DELETE', `${ADMISSION}/validatingadmissionpolicybindings/lke-platform-lasting-tokens`, undefined],
      ['DELETE', '/api/v1/namespaces/env-production', undefined],
      ['DELETE', '/api/v1/namespaces/sealed-secrets/secrets', undefined],
      ['DELETE', `${RBAC}/clusterroles/lke-platform:drift-releases`, undefined],
    ])('are refused %s %s', async (method, path, body) => {
      expect(await statusOf(method, path, body, method === 'PATCH' ? 'application/merge-patch+json' : undefined)).toBe(
        403,
      );
    });

    it('suffice to compare a release with its manifest, admission policies included', async () => {
      const kubeconfig = parseKubeconfig(readFileSync(minted.kubeconfig, 'utf8'), 'of the reader');
      const credential = credentialOf(kubeconfig.currentContext ?? '', kubeconfig) as { readonly token: string };
      const client = new OperationsClient({ server: runningLab().server, ca: runningLab().ca, credential });
      const attributes = { namespace: ACCESS_NAMESPACE, name: 'access-fence' };
      const resources = [
        { mode: 'managed' as const, type: 'helm_release', name: 'fence', instances: [{ attributes }] },
      ];
      const declared = new Declared(new Map([['system', { serial: 1, lineage: 'a', outputs: {}, resources }]]));
      const unread = new Unread();
      await readReleases({ client, stacks: ['system'], declared, unread });
      client.close();

      expect(unread.list).toEqual([]);
    });

    it('may act as nobody else', async () => {
      const client = reader();
      const { body } = await client.ask('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        spec: { resourceAttributes: { verb: 'impersonate', resource: 'users', name: 'admin' } },
      });
      client.close();

      expect(body.status).toMatchObject({ allowed: false });
    });
  });

  describe('of a pod in the cluster', () => {
    const admin = labClient();
    const manifests = cronJobManifests({
      image: 'registry.example/drift',
      schedule: '17 5 * * *',
      environments: ['production'],
      server: 'https://10.0.0.1:6443',
    });
    const binding = manifests.find(({ kind }) => kind === 'ClusterRoleBinding') as { metadata: { name: string } };
    const collection = `${RBAC}/clusterrolebindings`;
    beforeAll(() => admin.create(collection, binding));
    afterAll(async () => {
      await admin.remove(`${collection}/${binding.metadata.name}`);
      admin.close();
    });
    const mayPod = async (verb: string, [resource = '', group = '']: readonly string[], namespace?: string) => {
      const user = `system:serviceaccount:${DRIFT_NAMESPACE}:${DRIFT_POD_ACCOUNT}`;
      const groups = ['system:authenticated', 'system:serviceaccounts'];
      const resourceAttributes = { verb, group, resource, ...(namespace !== undefined && { namespace }) };
      const review = { spec: { user, groups, resourceAttributes } };
      const { body } = await admin.ask('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', review);
      return (body.status as { allowed: boolean }).allowed;
    };
    /** What the stack of an environment makes in the cluster, by kind and namespace: a plan reads each of them. */
    const planned = resourcesOf(synthesizeStack(platformOf(platformData()), 'production')).flatMap(({ type, body }) => {
      const [, kind = ''] = /^kubernetes_(\w+)_v1$/.exec(type) ?? [];
      const { namespace } = (body.metadata ?? {}) as { readonly namespace?: string };
      const place = namespace?.startsWith('${') ? 'env-production' : namespace;
      return kind === '' ? [] : [{ kind, place, resource: KINDS[kind]?.plural.split(/\.(.*)/) ?? [] }];
    });

    it('suffice for a plan of an environment', async () => {
      const refused: string[] = [];
      for (const { kind, place, resource } of planned)
        if (!(await mayPod('get', resource, place))) refused.push(`${kind} in ${place ?? 'the cluster'}`);

      expect(new Set(planned.map(({ kind }) => kind)).size).toBeGreaterThan(8);
      expect(refused).toEqual([]);
    });

    it('do not suffice to change any of it, nor to read a Secret', async () => {
      const allowed: string[] = [];
      for (const { kind, place, resource } of planned) {
        for (const verb of [
          'create',
          'update',
          'patch',
          'delete',
          'deletecollection',
          'bind',
          'escalate',
          'impersonate',
        ])
          if (await mayPod(verb, resource, place)) allowed.push(`${verb} ${kind}`);
      }
      for (const namespace of ['env-production', ACCESS_NAMESPACE, 'monitoring', 'kube-system', DRIFT_NAMESPACE])
        for (const verb of ['get', 'list', 'watch'])
          if (await mayPod(verb, ['secrets'], namespace)) allowed.push(`${verb} secrets in ${namespace}`);

      expect(allowed).toEqual([]);
    });
  });

  it('are revoked when new ones are minted: token, keys, and what opens the cluster', async () => {
    const former = reader();
    const { linode } = desk.linode.world;
    const ofOther = linode.createToken('acme-drift-drift-0a1b2c', 'lke:read_only'); // of a platform acme-drift
    const again = await mint();
    expect([...linode.tokens.values()]).toContain(ofOther);
    linode.tokens.delete(ofOther.id);
    const left = [...linode.tokens.values(), ...linode.keys.values()].filter(({ label }) =>
      label.startsWith('acme-drift-'),
    );
    await until(async () => (await former.ask('GET', `${PRODUCTION}/resourcequotas`)).status === 401);

    expect(again.revoked).toContain(minted.name);
    expect(left.every(({ label }) => label.startsWith(again.name))).toBe(true);
    expect((await reader(again.kubeconfig).ask('GET', `${PRODUCTION}/resourcequotas`)).status).toBe(200);
    former.close();
  });
});
