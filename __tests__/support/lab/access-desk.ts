import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import type { Chain, LedgerEvent } from '../../../operations/ledger/event';
import { ACCESS_NAMESPACE, type Bucket } from '../../../model/naming';
import type { EnvironmentName } from '../../../model/entities/environment';
import { termsOf } from '../../../model/derive/access-policy';
import type { Platform } from '../../../model/platform';
import { stateKey } from '../../../model/platform';
import { runCommandLine } from '../command';
import { type LinodeApiStandIn, startLinodeApi } from '../linode-api';
import { platformOf, type PlatformData } from '../platforms';
import { temporaryFolder } from '../temporary-folder';
import { type Ended, ended } from '../workplace';
import { giveAccess } from './access';
import { refuseShared } from './alone';
import { labClient, runningLab } from './running';

const ROOT = join(__dirname, '../../..');

/** Name of the platform of these tests, with which its buckets begin. */
const PLATFORM = 'acme';

/**
 * Two engineers of one platform, whose cluster is the lab: object storage, Linode API and files are their own. Accounts and
 * grants are not, so that a file says first with what it is {@link aloneWith}.
 */
export class AccessDesk {
  readonly folder = temporaryFolder();
  /** Files of the person who holds a grant. */
  readonly holder = temporaryFolder();
  readonly file = join(this.folder, 'platform.yaml');
  readonly identityFile = join(this.holder, 'identity.txt');

  private constructor(
    readonly s3: S3StandIn,
    readonly linode: LinodeApiStandIn,
    readonly identity: string,
    readonly recipient: string,
  ) {}

  static async open(): Promise<AccessDesk> {
    refuseShared();
    const identity = await generateIdentity();
    const desk = new AccessDesk(
      await S3StandIn.start(),
      await startLinodeApi(),
      identity,
      await identityToRecipient(identity),
    );
    writeFileSync(desk.identityFile, `# created: today\n${identity}\n`, { mode: 0o600 });
    mkdirSync(join(desk.folder, 'tmp'));
    // The runbook of the project is not the one to deliver events to.
    desk.cameFrom = process.cwd();
    process.chdir(desk.folder);
    return desk;
  }

  /** Writes the platform file, and puts what it says of access into the lab. */
  async apply(data: PlatformData): Promise<Platform> {
    const platform = this.write(data);
    await giveAccess(platform);
    const { buckets } = platform.state;
    for (const bucket of Object.values(buckets)) if (!this.s3.buckets.has(bucket)) this.s3.createBucket(bucket);
    this.clusterId ??= await this.makeCluster();
    this.writeState(platform, runningLab().server);
    return platform;
  }

  /** The state of the stack `cluster`. */
  private writeState(platform: Platform, server: string): void {
    const { ca } = runningLab();
    const outputs = {
      cluster_id: this.clusterId,
      api_endpoint: server,
      cluster_ca_certificate: Buffer.from(ca).toString('base64'),
    };
    const state = {
      version: 4,
      serial: 1,
      lineage: 'x',
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, type: 'string' }])),
      resources: [],
    };
    this.bucket('state').put(stateKey(platform, 'cluster'), Buffer.from(JSON.stringify(state)));
  }

  /** Puts changed terms of the policies of one environment into the lab, as an apply does. */
  async reapply(environment: EnvironmentName, data: PlatformData): Promise<void> {
    for (const { name, accessPolicies } of this.write(data).environments) {
      if (name !== environment) continue;
      for (const policy of accessPolicies) {
        const path = `/api/v1/namespaces/${ACCESS_NAMESPACE}/serviceaccounts/${policy.account}`;
        await labClient().patch(path, { metadata: { annotations: termsOf(policy) } });
      }
    }
  }

  /** Makes an account again that was removed, as an apply does. */
  async restore(account: string): Promise<void> {
    const { environments } = platformOf(readFileSync(this.file, 'utf8'));
    const policy = environments.flatMap(({ accessPolicies }) => accessPolicies).find((it) => it.account === account);
    if (!policy) throw new Error(`no policy has the account ${account}`);
    const metadata = { name: account, annotations: termsOf(policy) };
    await labClient().create(`/api/v1/namespaces/${ACCESS_NAMESPACE}/serviceaccounts`, { metadata });
  }

  /** Lets everything go through gates that a test can close. @param gates their addresses */
  throughGates({ store, cluster, token }: { store: string; cluster: string; token: string }): void {
    const platform = platformOf(readFileSync(this.file, 'utf8'), { LKE_PLATFORM_OBJECT_STORAGE: this.s3.endpoint });
    this.writeState(platform, cluster);
    const kubeconfig = join(this.folder, 'kubeconfig');
    const context = { cluster: 'lab', user: 'lke-admin' };
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        clusters: [{ name: 'lab', cluster: { server: cluster } }],
        users: [{ name: 'lke-admin', user: { token } }],
        contexts: [{ name: 'lab', context }],
        'current-context': 'lab',
      }),
    );
    this.variables = { LKE_PLATFORM_OBJECT_STORAGE: store, KUBECONFIG: kubeconfig };
  }

  /** Writes the platform file alone, as somebody who has not applied it. */
  write(data: PlatformData): Platform {
    writeFileSync(this.file, JSON.stringify(data));
    return platformOf(data, { LKE_PLATFORM_OBJECT_STORAGE: this.s3.endpoint });
  }

  /** Variables of an engineer. @param username Linode user */
  environment(username: string): NodeJS.ProcessEnv {
    const { access_key: accessKey, secret_key: secretKey } = this.s3.account;
    return {
      PATH: process.env.PATH,
      HOME: join(this.folder, username),
      TMPDIR: join(this.folder, 'tmp'),
      LKE_PLATFORM_CONFIG: this.file,
      LKE_PLATFORM_OBJECT_STORAGE: this.s3.endpoint,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: secretKey,
      LINODE_URL: this.linode.url,
      LINODE_TOKEN: this.tokenOf(username),
      KUBECONFIG: runningLab().kubeconfig,
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: this.recipient,
      ...this.variables,
    };
  }

  /** Runs the command as an engineer. */
  run(username: string, ...args: string[]) {
    return runCommandLine(['access', ...args], this.environment(username));
  }

  /** Runs the command with other variables. */
  runWith(variables: NodeJS.ProcessEnv, username: string, ...args: string[]) {
    return runCommandLine(['access', ...args], { ...this.environment(username), ...variables });
  }

  /** Runs a line as it is printed, in a shell. */
  async shell(username: string, line: string): Promise<Ended> {
    const npx = `npx() { shift; "${process.execPath}" "${ROOT}/bin/lke-platform.js" "$@"; }`;
    const env = this.environment(username);
    return ended(
      spawn('bash', ['-c', `${npx}\n${line}`], { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  /** The result of a command that has to work, or to find something. */
  async result<T>(username: string, ...args: string[]): Promise<T> {
    const { exitCode, stdout } = await this.run(username, ...args, '--json');
    if (exitCode === 1) throw new Error(stdout);
    return (JSON.parse(stdout) as { result: T }).result;
  }

  /** Events of a chain, the oldest first. @param kind as `audit list` takes it */
  async events(environment: Chain, kind: string): Promise<LedgerEvent[]> {
    const args = ['audit', 'list', '--environment', environment, '--kind', kind, '--limit', '1000', '--json'];
    const { stdout } = await runCommandLine(args, this.environment('auditor'));
    return (JSON.parse(stdout) as { result: { events: LedgerEvent[] } }).result.events.reverse();
  }

  /** Keys of the kubeconfigs that are kept. */
  storedSecrets(): string[] {
    return this.bucket('state').keys(`${PLATFORM}/secrets/`);
  }

  /**
   * Whatever a grant leaves: Secrets of the cluster, events and objects.
   *
   * @param environment whose Secrets count, where other test files make some of others meanwhile. @default all
   */
  async state(environment?: EnvironmentName) {
    const { items = [] } = await labClient().get(`/api/v1/namespaces/${ACCESS_NAMESPACE}/secrets`);
    const prefix = environment === undefined ? '' : `grant-${environment}-`;
    const names = items.map(({ metadata }) => metadata?.name).filter((name) => name?.startsWith(prefix));
    return { names, events: this.bucket('ledger').keys(), stored: this.storedSecrets() };
  }

  async close(): Promise<void> {
    process.chdir(this.cameFrom);
    this.linode.stop();
    await this.s3.stop();
  }

  /** A bucket of the platform. */
  bucket(name: Bucket) {
    return this.s3.bucket(`${PLATFORM}-${name}`);
  }

  /** Variables of every engineer, on top of the others. */
  private variables: NodeJS.ProcessEnv = {};
  private clusterId: number | undefined;
  private cameFrom = ROOT;
  private readonly tokens = new Map<string, string>();

  private tokenOf(username: string): string {
    const token = this.tokens.get(username) ?? this.linode.world.linode.createUserToken(username).token;
    this.tokens.set(username, token);
    return token;
  }

  /** The cluster at Linode, which is looked at to tell accounts apart. */
  private async makeCluster(): Promise<number> {
    const response = await fetch(`${this.linode.url}/lke/clusters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.linode.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ label: 'acme', region: 'nl-ams', k8s_version: '1.34' },
        node_pools: [{ type: 'g6-standard-4', count: 1 }],
      }),
    });
    const { id } = (await response.json()) as { id?: number };
    if (id === undefined) throw new Error(`the cluster could not be made: ${response.status}`);
    return id;
  }
}

/** Arguments with another one in the place of one. */
export const changed = (args: readonly string[], index: number, text: string): string[] =>
  args.map((arg, at) => (at === index ? text : arg));
