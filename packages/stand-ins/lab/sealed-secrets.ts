import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Daemon, freePorts } from './processes';
import { secretPrograms } from './secret-programs';

/** What a controller is started with. */
export interface ControllerOptions {
  /** address of the API, with a port */
  readonly server: string;
  /** certificate authority of that address, in PEM */
  readonly ca: string;
  /** token of the account that the chart makes for it */
  readonly token: string;
  readonly namespace: string;
  /** as the controller takes it, such as `720h` @default - never */
  readonly keyRenewPeriod?: string;
}

/**
 * The real controller of Sealed Secrets beside a lab, whose nodes run nothing. It believes to be in a pod: its token lies
 * where a kubelet would put it, in a mount namespace of its own.
 */
export interface Controller {
  /** Where it answers on loopback; another port after each restart. */
  readonly port: number;
  /** Stops it as a node that is lost does, and starts another. @param newKey whether that one makes a key at once */
  restart(options?: { readonly newKey?: boolean }): Promise<void>;
  /** Stops it, and starts none. */
  halt(): Promise<void>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** $1: folder with token and ca.crt. Everything after it is the program. */
const IN_A_POD = `
set -e
mount -t tmpfs tmpfs "$(readlink -f /var/run)"
mkdir -p /var/run/secrets/kubernetes.io/serviceaccount
cp "$1"/* /var/run/secrets/kubernetes.io/serviceaccount/
shift
exec "$@"
`;

export async function startController(options: ControllerOptions): Promise<Controller> {
  const folder = mkdtempSync(join(tmpdir(), 'lke-platform-controller-'));
  const account = mkdtempSync(join(folder, 'account-'));
  writeFileSync(join(account, 'token'), options.token, { mode: 0o600 });
  writeFileSync(join(account, 'ca.crt'), options.ca);
  let running = await start(folder, account, options);
  return {
    get port() {
      return running.port;
    },
    restart: async ({ newKey = false } = {}) => {
      await running.daemon.stop();
      running = await start(folder, account, options, newKey);
    },
    halt: () => running.daemon.stop(),
    stop: async () => {
      await running.daemon.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(
  folder: string,
  account: string,
  { server, namespace, keyRenewPeriod = '0' }: ControllerOptions,
  newKey = false,
): Promise<{ readonly daemon: Daemon; readonly port: number }> {
  const { hostname, port } = new URL(server);
  const [http = 0, metrics = 0] = await freePorts(2);
  const variables = [
    `KUBERNETES_SERVICE_HOST=${hostname}`,
    `KUBERNETES_SERVICE_PORT=${port}`,
    `POD_NAMESPACE=${namespace}`,
  ];
  const flags = [
    `--key-renew-period=${keyRenewPeriod}`,
    `--listen-addr=127.0.0.1:${http}`,
    `--listen-metrics-addr=127.0.0.1:${metrics}`,
    // Keys of the usual size take long to make on a busy machine.
    '--key-size=2048',
    // A key that is older than this is followed by another one; times of keys are whole seconds.
    ...(newKey ? [`--key-cutoff-time=${new Date(Date.now() + 1000).toUTCString().replace('GMT', '+0000')}`] : []),
  ];
  const root = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const inPod = ['--mount', ...root, 'sh', '-c', IN_A_POD, 'sh', account];
  const daemon = Daemon.start(folder, '/usr/bin/unshare', [
    ...inPod,
    ...['env', ...variables, secretPrograms().controller, ...flags],
  ]);
  for (const deadline = Date.now() + START_TIMEOUT_MS; ;) {
    const answer = await fetch(`http://127.0.0.1:${http}/healthz`).catch(() => undefined);
    if (answer?.ok) return { daemon, port: http };
    if (!daemon.isRunning || Date.now() > deadline) {
      throw new Error(`the controller of Sealed Secrets does not start\n${daemon.lastWords()}`);
    }
    await sleep(100);
  }
}
