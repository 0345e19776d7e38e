import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import { isBuilt, secretPrograms } from '@lke-platform/stand-ins/lab/secret-programs';
import { startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import type { Controller } from '@lke-platform/stand-ins/lab/sealed-secrets';
import { onLab } from '../support/lab/running';
import { secretsBelow, secretsIn } from '../support/find-secrets';
import { installController, paste } from '../support/secrets/controller';
import { SecretsWorkplace } from '../support/secrets/workplace';
import { synthesize } from '../support/synthesize';

const run = promisify(execFile);
const onController = isBuilt('chart') ? onLab : describe.skip;
const KEYS = '/api/v1/namespaces/sealed-secrets/secrets';
const KEY_LABEL = 'labelSelector=sealedsecrets.bitnami.com/sealed-secrets-key';

/** Two fields of each. */
const EXPECTED = [
  'grafana-admin',
  'grafana-admin',
  'loki-bucket-key',
  'loki-bucket-key',
  'tempo-bucket-key',
  'tempo-bucket-key',
];

// A lab of its own: it loses its keys.
onController('secrets, on the real controller', () => {
  let lab: Lab;
  let controller: Controller;
  let workplace: SecretsWorkplace;
  const binary = Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x80]);
  const token = 'a-token-that-is-nowhere-else';

  beforeAll(async () => {
    lab = await startLab();
    workplace = await SecretsWorkplace.open(lab);
    controller = await installController(lab);
  });
  afterAll(async () => {
    await controller?.stop();
    await workplace?.close();
    await lab?.stop();
  });

  const secretOf = async (namespace: string, name: string) => {
    const { data } = (await lab.admin.get(`/api/v1/namespaces/${namespace}/secrets/${name}`)) as {
      data: Record<string, string>;
    };
    return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, Buffer.from(value, 'base64')]));
  };
  const keys = async () => (await lab.admin.get(`${KEYS}?${KEY_LABEL}`)).items ?? [];

  it('come into the cluster byte for byte, and into the repository sealed', async () => {
    writeFileSync(join(workplace.folder, 'keystore'), binary);
    await workplace.run(['set', 'production', 'api-token'], token);
    await workplace.run(['set', 'production', 'metrics-credentials', '--field', 'user'], 'metrics');
    const keystore = ['--field', 'keystore', '--from-file', join(workplace.folder, 'keystore')];
    await workplace.run(['set', 'production', 'metrics-credentials', ...keystore]);
    await expect(workplace.run(['sync', 'production'])).resolves.toMatchObject({ exitCode: 0 });

    expect((await secretOf('env-production', 'api-token')).token?.toString()).toBe(token);
    expect(await secretOf('env-production', 'metrics-credentials')).toEqual({
      user: Buffer.from('metrics'),
      keystore: binary,
    });
    await expect(workplace.run(['status', 'production'])).resolves.toMatchObject({ exitCode: 0 });
  });

  it('are opened by kubeseal with the key of the cluster, and refused under another name', async () => {
    const file = join(workplace.manifests, 'production/api-token.yaml');
    const [key] = await keys();
    const pem = join(workplace.folder, 'sealing.key');
    const { data } = key as unknown as { data: Record<string, string> };
    writeFileSync(pem, Buffer.from(data['tls.key'] ?? '', 'base64'), { mode: 0o600 });
    const open = async (manifest: string) => {
      const child = run(secretPrograms().kubeseal, ['--recovery-unseal', '--recovery-private-key', pem]);
      child.child.stdin?.end(manifest);
      return (await child).stdout;
    };

    const { data: opened } = JSON.parse(await open(readFileSync(file, 'utf8'))) as { data: Record<string, string> };
    expect(Buffer.from(opened.token ?? '', 'base64').toString()).toBe(token);
    await expect(open(readFileSync(file, 'utf8').replaceAll('api-token', 'other'))).rejects.toThrow();
  });

  it('are what the pods of the observability stack look for, after the first sync of system', async () => {
    const { exitCode, stderr } = await workplace.run(['sync', 'system']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('api-token of system is not set') as string]);

    const { locals } = synthesize(workplace.platform).stacks.system ?? {};
    const needed = referencesIn(locals);
    expect(needed.map(([name]) => name).sort()).toEqual(EXPECTED);
    // Required, so that a pod waits for it instead of starting without: nothing crash-loops before this sync.
    expect(JSON.stringify(locals)).not.toContain('"optional":true');
    for (const [name, field] of needed) {
      expect((await secretOf('monitoring', name))[field]?.length).toBeGreaterThan(0);
    }
    // The chart of the exporter names its Secret itself.
    expect(Object.keys(await secretOf('monitoring', 'exporter-bucket-key')).sort()).toEqual([
      'access_key',
      'secret_key',
    ]);
  });

  it('are rotated while pods use them: the former key of a bucket is revoked when nothing has it', async () => {
    const labels = { app: 'loki' };
    const env = [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'loki-bucket-key', key: 'access_key' } } }];
    await lab.admin.create('/apis/apps/v1/namespaces/monitoring/deployments', {
      metadata: { name: 'loki' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'loki', image: 'example.com/loki:1', env }] },
        },
      },
    });
    await eventually(async () => {
      const { items = [] } = await lab.admin.get('/api/v1/namespaces/monitoring/pods');
      return items.length === 1 && JSON.stringify(items).includes('Running');
    });
    const bucketKeys = () =>
      [...workplace.linode.world.linode.keys.values()].map(({ label }) => label.slice(0, -'-0000'.length)).sort();
    expect(bucketKeys()).toEqual(['acme-exporter-v1', 'acme-loki-v1', 'acme-tempo-v1']);

    const waiting = await workplace.run(['rotate', 'system', 'loki-bucket-key']);
    expect([waiting.exitCode, waiting.stdout]).toEqual([2, expect.stringContaining('(deployment/loki)') as string]);
    expect(bucketKeys()).toEqual(['acme-exporter-v1', 'acme-loki-v1', 'acme-loki-v2', 'acme-tempo-v1']);
    const [command = ''] = /npx lke-platform secrets rotate .*--restart/.exec(waiting.stdout) ?? [];

    await expect(workplace.run(command.split(' ').slice(3))).resolves.toMatchObject({ exitCode: 0 });
    expect(bucketKeys()).toEqual(['acme-exporter-v1', 'acme-loki-v2', 'acme-tempo-v1']);
    const { access_key: key } = await secretOf('monitoring', 'loki-bucket-key');
    const [, current] = [...workplace.linode.world.linode.keys.values()].sort((a, b) => (a.label < b.label ? 1 : -1));
    expect(key?.toString()).toBe(current?.access_key);
  });

  it('open again after the keys of the cluster were lost and brought back', async () => {
    const [lost] = await keys();
    for (const { metadata } of await keys()) await lab.admin.remove(`${KEYS}/${metadata?.name ?? ''}`);
    await lab.admin.remove('/api/v1/namespaces/env-production/secrets/api-token');
    await controller.restart();
    await eventually(async () => {
      const { status } = await lab.admin.get(
        '/apis/bitnami.com/v1alpha1/namespaces/env-production/sealedsecrets/api-token',
      );
      return JSON.stringify(status).includes('no key could decrypt');
    });
    // The controller has made a key of its own, and what it has sealed with it has to open afterwards, too.
    await workplace.run(['set', 'production', 'api-token'], 'set after the loss');
    await workplace.run(['sync', 'production', '--item', 'metrics-credentials']);
    const before = readFileSync(join(workplace.manifests, 'production/api-token.yaml'), 'utf8');

    const { exitCode, stdout } = await workplace.run(['keys', 'restore']);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(lost?.metadata?.name ?? '?') as string]);
    const { spec } = await lab.admin.get(
      '/apis/apps/v1/namespaces/sealed-secrets/deployments/sealed-secrets-controller',
    );
    expect(JSON.stringify(spec)).toContain('kubectl.kubernetes.io/restartedAt');
    await controller.restart(); // what the new pod is, on nodes that run something

    expect(await keys()).toHaveLength(2);
    const sealed = '/apis/bitnami.com/v1alpha1/namespaces/env-production/sealedsecrets/api-token';
    await lab.admin.remove(sealed);
    await lab.admin.create(
      '/apis/bitnami.com/v1alpha1/namespaces/env-production/sealedsecrets',
      parse(before) as KubernetesObject,
    );
    await eventually(async () => (await secretOf('env-production', 'api-token')).token?.toString() === token);
    await expect(workplace.run(['sync', 'production'])).resolves.toMatchObject({ exitCode: 0 });
    expect((await secretOf('env-production', 'api-token')).token?.toString()).toBe('set after the loss');
  });

  it('say what to do where somebody made the Secret by hand', async () => {
    await lab.admin.remove('/apis/bitnami.com/v1alpha1/namespaces/env-production/sealedsecrets/api-token');
    await eventually(async () => {
      const { status } = await lab.admin.ask('GET', '/api/v1/namespaces/env-production/secrets/api-token');
      return status === 404;
    });
    const secrets = '/api/v1/namespaces/env-production/secrets';
    await lab.admin.create(secrets, { metadata: { name: 'api-token' }, data: { token: 'YnkgaGFuZA==' } });
    const { exitCode, stderr } = await workplace.run(['sync', 'production']);

    expect(exitCode).toBe(1);
    const [command = ''] = /kubectl -n env-production annotate .*=true/.exec(stderr) ?? [];
    await paste(lab, command);
    await expect(workplace.run(['sync', 'production'])).resolves.toMatchObject({ exitCode: 0 });
  });

  it('are in nothing that was printed or written', () => {
    const canary = { token, 'another token': 'set after the loss' };

    expect(secretsIn(Buffer.from(workplace.printed.join('\n')), canary)).toEqual([]);
    expect(secretsBelow(workplace.folder, canary)).toEqual({});
    expect(workplace.stored().flatMap((body) => secretsIn(body, canary))).toEqual([]);
  });
});

/** Names of Secrets, each with a field that a pod takes of it, out of the values of charts. */
function referencesIn(values: unknown): [name: string, field: string][] {
  if (typeof values !== 'object' || values === null) return [];
  const { secretKeyRef, existingSecret, userKey, passwordKey, ...others } = values as Record<string, unknown>;
  const reference = secretKeyRef as { name: string; key: string } | undefined;
  return [
    ...(reference ? [[reference.name, reference.key] as [string, string]] : []),
    ...(typeof existingSecret === 'string'
      ? [userKey, passwordKey].map((key): [string, string] => [existingSecret, String(key)])
      : []),
    ...Object.values(others).flatMap(referencesIn),
  ];
}

async function eventually(ask: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; await sleep(200)) {
    if (await ask().catch(() => false)) return;
  }
  throw new Error('it did not happen within a minute');
}
