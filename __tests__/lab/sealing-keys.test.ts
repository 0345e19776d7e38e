import { setTimeout as sleep } from 'node:timers/promises';
import { isBuilt } from '@lke-platform/stand-ins/lab/secret-programs';
import { startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import { type PodNetwork, startPodNetwork } from '@lke-platform/stand-ins/lab/pod-network';
import type { Controller } from '@lke-platform/stand-ins/lab/sealed-secrets';
import { KubernetesClient } from '../../operations/kubernetes/client';
import { readFingerprint } from '../../operations/secrets/sealing/certificate';
import { keyBackupStatuses } from '../../operations/secrets/sealing/backup-status';
import { restoreKeys } from '../../operations/secrets/sealing/restore-keys';
import { sealingCertificate, sealingKeys } from '../../operations/secrets/sealing/sealing-keys';
import { secretCluster } from '../../operations/secrets/secret-cluster';
import { onLab } from '../support/lab/running';
import { installController, paste } from '../support/secrets/controller';
import { SecretsWorkplace } from '../support/secrets/workplace';

const onController = isBuilt('chart') ? onLab : describe.skip;

// A lab of its own: its API server reaches pods, and it gets keys.
onController('the sealing keys of a cluster, on the real controller', () => {
  let lab: Lab;
  let network: PodNetwork;
  let controller: Controller;
  let workplace: SecretsWorkplace;
  let client: KubernetesClient;
  const clients: KubernetesClient[] = [];

  beforeAll(async () => {
    network = await startPodNetwork();
    lab = await startLab({ apiServerFlags: network.apiServerFlags });
    workplace = await SecretsWorkplace.open(lab);
    controller = await installController(lab);
    network.lead(8080, () => controller.port);
    client = clientOf(lab.lkeAdminToken);
    // Its pod is one of KWOK's: the proxy knows where it is once it is ready, and has endpoints.
    await eventually(async () => {
      return (await client.askService('sealedSecrets', '/v1/cert.pem')) !== undefined;
    });
  });
  afterAll(async () => {
    for (const it of clients) it.close();
    await controller?.stop();
    await workplace?.close();
    await lab?.stop();
    await network?.stop();
  });

  function clientOf(token: string): KubernetesClient {
    const made = new KubernetesClient({ server: lab.server, ca: lab.ca, credential: { token } });
    clients.push(made);
    return made;
  }
  /** Waits until a line that was printed shows something. */
  const shown = (line: string, what: RegExp) => eventually(async () => what.test(await paste(lab, line)));
  const fingerprints = async () => (await sealingKeys(client)).map(({ certificate }) => readFingerprint(certificate));

  /** The client of an account that may do what these rules say in the controller's namespace. */
  async function clientThatMay(name: string, rules: object[]): Promise<KubernetesClient> {
    const namespace = '/api/v1/namespaces/sealed-secrets';
    const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/sealed-secrets';
    await lab.admin.create(`${namespace}/serviceaccounts`, { metadata: { name } });
    await lab.admin.create(`${rbac}/roles`, { metadata: { name }, rules });
    await lab.admin.create(`${rbac}/rolebindings`, {
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'sealed-secrets' }],
    });
    const { status } = await lab.admin.create(`${namespace}/serviceaccounts/${name}/token`, { spec: {} });
    return clientOf((status as { token: string }).token);
  }
  const PROXY = {
    apiGroups: [''],
    resources: ['services/proxy'],
    resourceNames: ['http:sealed-secrets-controller:8080', 'http:sealed-secrets-controller:'],
    verbs: ['get'],
  };

  it('are told by the controller, through the proxy of the API server, to who may read no Secret (E10)', async () => {
    const proxier = await clientThatMay('proxier', [PROXY]);
    const { fingerprint } = await sealingCertificate(proxier, new Date());

    expect(fingerprint).toBe((await fingerprints()).at(-1));
    expect(network.asked).toContainEqual(expect.stringMatching(/^10\..*:8080$/));
    const backups = { list: () => Promise.resolve([fingerprint]) };
    expect(await keyBackupStatuses(proxier, backups, new Date())).toEqual([
      { name: "the controller's key", createdAt: undefined, isBackedUp: true },
    ]);
  });

  it('are told by the Secrets of the keys where the controller cannot be reached, to who may read those', async () => {
    network.lead(8080, undefined);
    try {
      const reader = await clientThatMay('reader', [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }]);
      expect((await sealingCertificate(reader, new Date())).fingerprint).toBe((await fingerprints()).at(-1));
      expect((await sealingCertificate(client, new Date())).fingerprint).toBe((await fingerprints()).at(-1));
      const nobody = await clientThatMay('nobody', []);
      await expect(sealingCertificate(nobody, new Date())).rejects.toThrow(
        'the controller does not answer, and you may not read its keys',
      );
    } finally {
      network.lead(8080, () => controller.port);
    }
  });

  it('are backed up before anything is sealed, and a key that the controller makes later is missed until it is', async () => {
    await workplace.run(['set', 'production', 'api-token'], 'before');
    await workplace.run(['sync', 'production', '--item', 'api-token']);
    const isMissed = async () => (await workplace.run(['status', 'platform'])).stdout.includes('no backup');
    expect(await isMissed()).toBe(false);

    const [former] = await sealingKeys(client);
    await controller.restart({ newKey: true });
    expect(await fingerprints()).toHaveLength(2);
    expect((await sealingCertificate(client, new Date())).fingerprint).not.toBe(
      readFingerprint(former?.certificate ?? ''),
    );
    const { exitCode, stdout } = await workplace.run(['status', 'platform']);
    expect(exitCode).toBe(2);
    const [row = ''] = stdout.split('\n').filter((line) => line.includes('no backup'));
    const [command = ''] = /npx lke-platform secrets keys backup/.exec(row) ?? [];
    expect(await workplace.run(command.split(' ').slice(3))).toMatchObject({ exitCode: 0 });
    expect(await isMissed()).toBe(false);
    expect(await workplace.run(['keys', 'backup'])).toMatchObject({
      stdout: expect.stringContaining('already') as string,
    });
  });

  it('are brought back from that backup when all are lost, and open what was sealed for each', async () => {
    await workplace.run(['set', 'production', 'api-token'], 'after');
    const names = (await sealingKeys(client)).map(({ name }) => name);
    for (const name of names) await lab.admin.remove(`/api/v1/namespaces/sealed-secrets/secrets/${name}`);
    expect(await workplace.run(['keys', 'restore'])).toMatchObject({ exitCode: 0 });
    await controller.restart(); // what the new pod is, on nodes that run something

    expect((await sealingKeys(client)).map(({ name }) => name).sort()).toEqual(names.sort());
    expect(await workplace.run(['sync', 'production', '--item', 'api-token'])).toMatchObject({ exitCode: 0 });
  });

  it('are renewed by the line that is printed where the certificate has ended', async () => {
    const later = new Date(Date.now() + 20 * 365 * 86_400_000);
    const error = await sealingCertificate(client, later).then(
      () => 'nothing was refused',
      (it: unknown) => String(it),
    );
    const [line = ''] = /kubectl -n .*$/.exec(error) ?? [];
    expect(await paste(lab, line)).toContain('deployment.apps/sealed-secrets-controller restarted');
  });

  it('are looked after by the line that is printed where the controller does not do its part', async () => {
    await controller.halt();
    const item = { namespace: 'env-production', name: 'api-token' };
    const changed = { metadata: { annotations: { changed: 'now' } }, spec: { encryptedData: { other: 'AAAA' } } };
    await lab.admin.patch(`/apis/bitnami.com/v1alpha1/namespaces/env-production/sealedsecrets/api-token`, changed);
    const cluster = secretCluster({ client, timeoutMs: 1000 });
    const error = await cluster.awaitContent(item, {}).catch((it: unknown) => String(it));

    expect(error).toContain('has not made the Secret api-token in env-production within 1 seconds');
    const [, line = ''] = /(kubectl -n .*?pods)\./.exec(String(error)) ?? [];
    await shown(line, /sealed-secrets-controller-.* +1\/1 +Running/);
  });

  it('are said to wait for a restart where the new pod of the controller does not come, with a line that shows why', async () => {
    const deployment = '/apis/apps/v1/namespaces/sealed-secrets/deployments/sealed-secrets-controller';
    await lab.admin.patch(deployment, { spec: { template: { spec: { nodeSelector: { no: 'node' } } } } });
    const steps: string[] = [];
    const onStep = (text: string) => void steps.push(text);
    const restoring = restoreKeys([], { client, now: new Date(), timeoutMs: 1000, onStep });
    const error = await restoring.catch((it: unknown) => String(it));
    expect(steps).toEqual(['waiting until the controller has restarted']);
    const [line = ''] = /kubectl -n .*$/.exec(String(error)) ?? [];

    await shown(line, /sealed-secrets-controller-.* +0\/1 +Pending/);
  });

  it('leave no private half in what was printed or stored', async () => {
    const secret = (await sealingKeys(client)).map(({ key }) => key.split('\n')[2] ?? '');
    for (const text of [workplace.printed.join('\n'), ...workplace.stored().map(String)]) {
      for (const part of secret) expect(text.includes(part)).toBe(false);
    }
  });
});

async function eventually(ask: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; await sleep(200)) {
    if (await ask().catch(() => false)) return;
  }
  throw new Error('it did not happen within a minute');
}
