import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesClient } from '@lke-platform/stand-ins/lab/client';
import { parse } from 'yaml';
import { onLab } from '../support/lab/running';

const ROOT = join(__dirname, '../..');

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: Record<'server' | 'certificate-authority-data', string> }];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

onLab('npm run lab, by hand', () => {
  it('prints what to export, has the nodes of the platform file, and is gone after Ctrl-C', async () => {
    const args = [join(ROOT, 'scripts/lab/main.js'), '--file', join(ROOT, 'docs/examples/full.yaml')];
    // A terminal sends Ctrl-C to the whole group of processes.
    const lab = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const ended = once(lab, 'close');
    const [printed] = (await once(lab.stdout, 'data')) as [Buffer];
    const [, kubeconfig = ''] = /^export KUBECONFIG='(.+)'\n$/.exec(printed.toString()) ?? [];
    try {
      const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
      const { server, 'certificate-authority-data': ca } = clusters[0].cluster;
      const client = new KubernetesClient(server, Buffer.from(ca, 'base64').toString(), users[0].user.token);
      const { items = [] } = await client.get('/api/v1/nodes');
      expect(items.length).toBeGreaterThan(3);
    } finally {
      process.kill(-Number(lab.pid), 'SIGINT');
    }

    expect(await ended).toEqual([0, null]);
    expect(existsSync(kubeconfig)).toBe(false);
  });
});
