import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { startStandIn } from '@lke-platform/stand-ins/start';
import { Root, type Run } from '@lke-platform/stand-ins/testing/root';
import type { World } from '@lke-platform/stand-ins/world/world';
import { KubernetesCluster } from '@lke-platform/stand-ins/world/kubernetes';

const MODULES = resolve(__dirname, '../../modules');
const HOST = 'api.shop.example.com';

const opened: (() => void)[] = [];

afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/**
 * A machine on which an HCL team works: a copy of the modules, the stand-ins, and a cluster in `~/.kube/config`. It goes
 * after the test that opened it.
 */
export class ModuleWorkplace {
  private constructor(
    private readonly root: Root,
    /** What exists behind the stand-ins. */
    readonly world: World,
  ) {}

  /** @param env what the engine finds in its environment beside the stand-ins */
  static async open(env: Record<string, string> = {}): Promise<ModuleWorkplace> {
    const standIn = await startStandIn();
    const cluster = new KubernetesCluster(HOST);
    standIn.world.kubernetes.set(HOST, cluster);
    const variables: Record<string, string> = { ...standIn.env, ...env };
    const root = new Root(variables);
    variables.HOME = root.directory;
    cpSync(MODULES, join(root.directory, 'modules'), { recursive: true });
    mkdirSync(join(root.directory, '.kube'));
    writeFileSync(join(root.directory, '.kube/config'), kubeconfig(cluster.token));
    opened.push(() => {
      root.remove();
      standIn.stop();
    });
    return new ModuleWorkplace(root, standIn.world);
  }

  /** Path of something on the machine. */
  at(path: string): string {
    return join(this.root.directory, path);
  }

  /** Runs the engine in a folder of the machine. */
  run(folder: string, ...args: string[]): Promise<Run> {
    return this.root.run(`-chdir=${folder}`, ...args);
  }

  /** Like {@link run}, with a report of what it planned and of its errors. */
  report(folder: string, ...args: string[]): Promise<Run> {
    return this.run(folder, ...args, '-json');
  }
}

const kubeconfig = (token: string) =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'shop', cluster: { server: `https://${HOST}:443` } }],
    users: [{ name: 'shop', user: { token } }],
    contexts: [{ name: 'shop', context: { cluster: 'shop', user: 'shop' } }],
    'current-context': 'shop',
  });
