import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './client';
import type { Lab } from './lab';
import { Daemon, freePorts } from './processes';
import { labPrograms } from './programs';

/** Built once by `.ci/tools/argo-cd.sh`. */
export const ARGO_CD_VERSION = '3.6.1';

const NAMESPACE = 'argocd';
const CONTROLLER = 'argocd-application-controller';
const REPO_SERVER = 'argocd-repo-server';
const CRDS = ['application', 'applicationset', 'appproject'] as const;
/** Where the repository server clones to, within the folder for what is temporary. */
const CLONES = '_argocd-repo';
const START_TIMEOUT_MS = 120_000;

export interface ArgoCdOptions {
  /** Entries of the ConfigMap `argocd-cm`, as the platform has them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Certificates of git servers, in PEM, by host. @default - those of the machine */
  readonly certificates?: Readonly<Record<string, string>>;
  /** How often the controller looks at what nothing told it of, in seconds. @default 10 */
  readonly resyncSeconds?: number;
  /** How many applications are rendered at the same time. @default - as many as there are */
  readonly parallelism?: number;
}

/**
 * The real controller and repository server of Argo CD beside a lab, whose nodes run nothing. They ask the API server as
 * the ServiceAccounts that the chart makes for them, with the rights it gives them. No argocd-server, no UI.
 */
export interface ArgoCd {
  /** Stops the controller as a node that is lost does, and starts another. */
  restartController(): Promise<void>;
  /** Ends the repository server, and starts another, as on another node: with none of the repositories that it had cloned. */
  replaceRepoServer(): Promise<void>;
  /** The end of what controller and repository server wrote, for a test that failed. */
  lastWords(): string;
  stop(): Promise<void>;
}

/** Folder with the programs; XDG_CACHE_HOME moves it. */
export const argoCdFolder = ({ XDG_CACHE_HOME, HOME }: NodeJS.ProcessEnv = process.env): string =>
  join(XDG_CACHE_HOME || join(HOME || homedir(), '.cache'), 'lke-platform', `argo-cd-${ARGO_CD_VERSION}`);

/** Whether it can be started here. */
export const isArgoCdBuilt = (): boolean => existsSync(argoCdFolder());

/** Brings the kinds of Argo CD, its namespace, accounts and settings into a lab, and starts it. */
export async function startArgoCd(
  lab: Lab,
  { settings, certificates = {}, resyncSeconds = 10, parallelism = 0 }: ArgoCdOptions,
): Promise<ArgoCd> {
  await install(lab, settings);
  const folder = mkdtempSync(join(tmpdir(), 'lke-platform-argo-cd-'));
  const [redis = 0, repo = 0, repoMetrics = 0, metrics = 0] = await freePorts(4);
  const program = (name: string) => {
    const link = join(folder, name);
    symlinkSync(join(argoCdFolder(), 'argocd'), link);
    return link;
  };
  const variablesOf = async (account: string) => {
    const kubeconfig = join(folder, `${account}.kubeconfig`);
    writeFileSync(kubeconfig, lab.kubeconfigFor(account, await tokenOf(lab, account)), { mode: 0o600 });
    return variables(folder, kubeconfig);
  };
  for (const [host, certificate] of Object.entries(certificates)) {
    mkdirSync(join(folder, 'tls'), { recursive: true });
    writeFileSync(join(folder, 'tls', host), certificate);
  }
  const cache = Daemon.start(folder, join(argoCdFolder(), 'redis'), [`127.0.0.1:${redis}`]);
  await answers(redis, cache);
  const repoServerProgram = program(REPO_SERVER);
  const repoServerVariables = await variablesOf(REPO_SERVER);
  const startRepoServer = () =>
    Daemon.start(
      folder,
      repoServerProgram,
      [
        ...[`--redis=127.0.0.1:${redis}`, '--address=127.0.0.1', `--port=${repo}`, '--disable-tls', '--loglevel=warn'],
        `--parallelismlimit=${parallelism}`,
        // Where its image would have one; without TLS it takes none.
        '--client-ca-path=',
        ...['--metrics-address=127.0.0.1', `--metrics-port=${repoMetrics}`],
      ],
      repoServerVariables,
    );
  let repoServer = startRepoServer();
  await answers(repo, repoServer);

  const controllerProgram = program(CONTROLLER);
  const controllerVariables = await variablesOf(CONTROLLER);
  const startController = () =>
    Daemon.start(
      folder,
      controllerProgram,
      [
        ...[
          `--namespace=${NAMESPACE}`,
          `--redis=127.0.0.1:${redis}`,
          `--repo-server=127.0.0.1:${repo}`,
          '--repo-server-plaintext',
        ],
        ...[`--app-resync=${resyncSeconds}`, '--app-resync-jitter=0', `--metrics-port=${metrics}`, '--loglevel=info'],
        ...['--status-processors=4', '--operation-processors=4'],
      ],
      controllerVariables,
    );
  let controller = startController();
  await answers(metrics, controller);
  return {
    restartController: async () => {
      await controller.stop();
      controller = startController();
      await answers(metrics, controller);
    },
    replaceRepoServer: async () => {
      await repoServer.stop();
      rmSync(join(folder, 'tmp', CLONES), { recursive: true, force: true });
      repoServer = startRepoServer();
      await answers(repo, repoServer);
    },
    lastWords: () => `${repoServer.lastWords()}\n${controller.lastWords()}`,
    stop: async () => {
      await Promise.all([controller, repoServer, cache].map((daemon) => daemon.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing of it is read from the machine; the folders are where its image has them. */
function variables(folder: string, kubeconfig: string): Record<string, string> {
  const own = (name: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  return {
    KUBECONFIG: kubeconfig,
    PATH: [dirname(labPrograms().helm), argoCdFolder(), process.env.PATH].join(':'),
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_TLS_DATA_PATH: own('tls'),
    ARGOCD_SSH_DATA_PATH: own('ssh'),
    ARGOCD_GPG_DATA_PATH: own('gpg'),
    ARGOCD_PLUGINSOCKFILEPATH: own('plugins'),
    ARGOCD_ASK_PASS_SOCK: join(folder, 'ask-pass.sock'),
    TMPDIR: own('tmp'),
  };
}

async function install({ admin }: Lab, settings: Readonly<Record<string, string>>): Promise<void> {
  const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const kind of CRDS) {
    const [document] = parseAllDocuments(readFileSync(join(argoCdFolder(), `${kind}-crd.yaml`), 'utf8'));
    const crd = document?.toJSON() as KubernetesObject;
    await admin.patch(`${crds}/${crd.metadata?.name}?fieldManager=lab&force=true`, crd, 'apply');
  }
  await admin.ask('POST', '/api/v1/namespaces', { metadata: { name: NAMESPACE } });
  const core = `/api/v1/namespaces/${NAMESPACE}`;
  const labels = { 'app.kubernetes.io/part-of': 'argocd' };
  const configMaps = { 'argocd-cm': settings, 'argocd-rbac-cm': {}, 'argocd-cmd-params-cm': {} };
  for (const [name, data] of Object.entries(configMaps)) {
    await admin.create(`${core}/configmaps`, { metadata: { name, labels }, data });
  }
  const secret = { metadata: { name: 'argocd-secret', labels }, stringData: { 'server.secretkey': 'of a lab' } };
  await admin.create(`${core}/secrets`, secret);
  for (const account of [CONTROLLER, REPO_SERVER]) {
    await admin.create(`${core}/serviceaccounts`, { metadata: { name: account } });
  }
  // As the chart has it: the controller may do everything, and the repository server nothing.
  await admin.create('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
    metadata: { name: `lab-${CONTROLLER}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: CONTROLLER, namespace: NAMESPACE }],
  });
}

async function tokenOf({ admin }: Lab, account: string): Promise<string> {
  const path = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${account}/token`;
  const { status } = await admin.create(path, { spec: { expirationSeconds: 7200 } });
  return (status as { token: string }).token;
}

/** Waits until a port is open. @throws when the program has ended, or after {@link START_TIMEOUT_MS} */
async function answers(port: number, daemon: Daemon): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; ;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.end();
        resolve(true);
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
    if (isOpen) return;
    if (!daemon.isRunning || Date.now() > deadline) throw new Error(`Argo CD does not start\n${daemon.lastWords()}`);
    await sleep(100);
  }
}
