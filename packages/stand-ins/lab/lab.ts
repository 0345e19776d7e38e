import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubernetesClient } from './client';
import * as flags from './flags';
import { lkeAdminToken } from './lke-admin';
import { syncNodes, type LabPool } from './nodes';
import { Daemon, freePorts } from './processes';
import { BUILD_THE_LAB, labPrograms, missingLabPrograms, type LabPrograms } from './programs';
import { giveControllerRoles } from './shared-controller-account';
import { kubeconfig, labUsers, tokensCsv } from './users';

export interface LabOptions {
  /** What its nodes belong to. @default - none; {@link Lab.setPools} brings them later */
  pools?: readonly LabPool[];
  /**
   * Whether each of Kubernetes' controllers has a ServiceAccount of its own in `kube-system`; else all of them are
   * `system:kube-controller-manager`. Policies that exempt them have to hold in both. @default true
   */
  perControllerAccounts?: boolean;
  /** Further flags of the API server, by name without dashes. */
  apiServerFlags?: Readonly<Record<string, string>>;
}

/**
 * A cluster on loopback: the real API server, controllers and scheduler of Kubernetes, on nodes that KWOK plays. Pods
 * are placed and become Running, but nothing runs in them; no network policy is in force, and there is no DNS.
 */
export interface Lab {
  /** address of the API: `https://127.0.0.1:12345` */
  readonly server: string;
  /** certificate authority of that address, in PEM */
  readonly ca: string;
  /** token of a user of the group `system:masters`, whom RBAC does not ask */
  readonly adminToken: string;
  /** token of the ServiceAccount `lke-admin`, a cluster-admin: what LKE puts into the kubeconfig of a cluster */
  readonly lkeAdminToken: string;
  /** a file with the kubeconfig of `lke-admin` */
  readonly kubeconfig: string;
  /** holds logs, certificates and data, until the lab is stopped */
  readonly folder: string;
  /** the API as that user */
  readonly admin: KubernetesClient;
  /** The text of a kubeconfig with that token. */
  kubeconfigFor(name: string, token: string): string;
  /** Makes the nodes those of these pools. */
  setPools(pools: readonly LabPool[]): Promise<void>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 120_000;

/** Whether the lab can be started here. */
export const isLabBuilt = (): boolean => missingLabPrograms().length === 0;

/** Starts an empty cluster. @throws when it is not built, or does not answer in time, with the end of its log */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const missing = missingLabPrograms();
  if (missing.length > 0) throw new Error(`the lab is not built: run ${BUILD_THE_LAB}. Missing: ${missing.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'lke-platform-lab-'));
  const daemons: Daemon[] = [];
  const stop = async () => {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await start(folder, daemons, labPrograms(), options)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  folder: string,
  daemons: Daemon[],
  programs: LabPrograms,
  { pools = [], perControllerAccounts = true, apiServerFlags = {} }: LabOptions,
): Promise<Omit<Lab, 'stop'>> {
  const [etcdPort = 0, etcdPeerPort = 0, apiPort = 0] = await freePorts(3);
  const places = { folder, etcdPort, etcdPeerPort, apiPort };
  const server = `https://127.0.0.1:${apiPort}`;
  const users = labUsers();
  mkdirSync(join(folder, 'etcd'), { mode: 0o700 });
  writePrivate(flags.tokensFile(places), tokensCsv(Object.values(users)));
  writePrivate(flags.serviceAccountKeyFile(places), newKey());
  const daemon = (program: string, args: string[]) => {
    const started = Daemon.start(folder, program, args);
    daemons.push(started);
    return started;
  };

  daemon(programs.etcd, flags.etcdFlags(places));
  const apiServer = daemon(programs.apiServer, flags.apiServerFlags(places, apiServerFlags));
  const ca = await certificate(flags.certificateFile(places), apiServer);
  const admin = new KubernetesClient(server, ca, users.admin.token);
  await ready(admin, apiServer);

  for (const user of Object.values(users)) {
    writePrivate(flags.kubeconfigFile(places, user.name), kubeconfig({ server, ca }, user));
  }
  if (!perControllerAccounts) await giveControllerRoles(admin);
  daemon(programs.controllerManager, flags.controllerManagerFlags(places, perControllerAccounts));
  daemon(programs.scheduler, flags.schedulerFlags(places));
  daemon(programs.kwok, flags.kwokFlags(places));
  await syncNodes(admin, pools);

  const token = await lkeAdminToken(admin);
  const kubeconfigFor = (name: string, of: string) => kubeconfig({ server, ca }, { name, token: of });
  writePrivate(flags.kubeconfigFile(places, 'lke-admin'), kubeconfigFor('lke-admin', token));
  return {
    ...{ server, ca, folder, admin, kubeconfigFor },
    adminToken: users.admin.token,
    lkeAdminToken: token,
    kubeconfig: flags.kubeconfigFile(places, 'lke-admin'),
    setPools: (changed) => syncNodes(admin, changed),
  };
}

async function certificate(file: string, apiServer: Daemon): Promise<string> {
  return eventually(apiServer, () => Promise.resolve(readFileSync(file, 'utf8')));
}

async function ready(admin: KubernetesClient, apiServer: Daemon): Promise<void> {
  await eventually(apiServer, async () => {
    const { status } = await admin.ask('GET', '/readyz');
    if (status !== 200) throw new Error(`readyz answers ${status}`);
  });
}

/** Tries until it works. @throws when the program has ended, or after {@link START_TIMEOUT_MS} */
async function eventually<T>(daemon: Daemon, attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!daemon.isRunning || Date.now() > deadline) {
        throw new Error(`The lab does not start: ${String(error)}\n${daemon.lastWords()}`, { cause: error });
      }
    }
    await sleep(100);
  }
}

function writePrivate(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'sec1', format: 'pem' }).toString();
}
