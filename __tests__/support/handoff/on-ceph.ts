import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { Platform } from '../../../model/platform';
import { stateKey } from '../../../model/platform';
import { openAuditLog } from '../../../operations/audit/place';
import type { LedgerEvent } from '../../../operations/ledger/event';
import type { Ledger } from '../../../operations/ledger/ledger';
import { deployedDesk } from '../../../operations/handoff/service/deployed-desk';
import type { Desk } from '../../../operations/handoff/service/desk';
import { jsonLog } from '../../../operations/handoff/service/log';
import { handoffServer } from '../../../operations/handoff/service/server';
import { CephAccount } from '../ceph/account';
import { environmentOf } from '../ceph/platform';
import { runningCeph } from '../ceph/running';
import { exampleData, platformOf } from '../platforms';
import { temporaryFolder } from '../temporary-folder';
import { GrantCluster } from './grant-cluster';
import { KEY, openapi, PEOPLE, type PersonName, ROLES } from './service';

const ROOT = join(__dirname, '../../..');

/** What came of a request. */
export interface Replied {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Asks a replica. @param who signed in. @default - nobody */
export type Ask = (
  who: PersonName | undefined,
  path: string,
  payload?: Readonly<Record<string, unknown>> | 'nothing',
) => Promise<Replied>;

/** A replica in this process. */
export interface Replica {
  readonly desk: Desk;
  readonly ask: Ask;
}

/** A deployed platform whose buckets are on Ceph, and replicas of its service. */
export class HandoffOnCeph {
  private readonly folder = temporaryFolder();
  private readonly ends: (() => unknown)[] = [];
  private readonly ledger: Ledger;

  private constructor(
    readonly platform: Platform,
    readonly cluster: Awaited<ReturnType<typeof GrantCluster.start>>,
    private readonly account: CephAccount,
    private readonly recipient: string,
  ) {
    this.ledger = openAuditLog({ platform: 'acme', ...platform.state }, this.environment()).ledger;
  }

  /** @param name no other account of this Ceph has, nor buckets that begin with it */
  static async open(name: string): Promise<HandoffOnCeph> {
    const account = await CephAccount.open(runningCeph(), name);
    const data = {
      ...exampleData(),
      ...{ name: 'acme', state: { bucketPrefix: name, region: 'nl-ams' } },
      handoffService: { ...(exampleData().handoffService as object), roles: ROLES },
    };
    const platform = platformOf(data, { LKE_PLATFORM_OBJECT_STORAGE: account.access().endpoint });
    for (const bucket of Object.values(platform.state.buckets)) await account.store.createBucket(bucket);
    await account.store.setVersioning(platform.state.buckets.artifacts, true);
    const cluster = await GrantCluster.start(platform);
    const all = new HandoffOnCeph(platform, cluster, account, await identityToRecipient(await generateIdentity()));
    writeFileSync(join(all.folder, 'platform.yaml'), JSON.stringify(data));
    await all.writeFiles();
    return all;
  }

  /** The state of the stack `cluster`, and a credential for it. */
  private async writeFiles(): Promise<void> {
    const { url } = this.cluster;
    const outputs = { cluster_id: 1, api_endpoint: url, cluster_ca_certificate: '' };
    const state = {
      ...{ version: 4, serial: 1, lineage: 'x', resources: [] },
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, type: 'string' }])),
    };
    const place = { Bucket: this.platform.state.buckets.state, Key: stateKey(this.platform, 'cluster') };
    await this.account.s3.send(new PutObjectCommand({ ...place, Body: JSON.stringify(state) }));
    const kubeconfig = {
      clusters: [{ name: 'acme', cluster: { server: url } }],
      users: [{ name: 'acme', user: { token: 'of-the-service' } }],
      contexts: [{ name: 'acme', context: { cluster: 'acme', user: 'acme' } }],
      'current-context': 'acme',
    };
    writeFileSync(join(this.folder, 'kubeconfig'), JSON.stringify(kubeconfig));
  }

  /** @param store address of the object storage. @default - Ceph itself */
  private environment(store = this.account.access().endpoint): Record<string, string> {
    return {
      ...environmentOf(this.account.access()),
      PATH: process.env.PATH ?? '',
      HOME: this.folder,
      KUBECONFIG: join(this.folder, 'kubeconfig'),
      LKE_PLATFORM_CONFIG: join(this.folder, 'platform.yaml'),
      LKE_PLATFORM_OBJECT_STORAGE: store,
      LKE_PLATFORM_HANDOFF_KEY: KEY,
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: this.recipient,
    };
  }

  /** A replica in this process, with a client of its own. @param aheadMs how far its clock is ahead */
  async replica(aheadMs = 0): Promise<Replica> {
    const deployed = deployedDesk(
      this.platform,
      this.environment(),
      jsonLog(() => undefined),
    );
    const desk = { ...deployed, now: () => new Date(Date.now() + aheadMs) };
    const server = await handoffServer({ desk, openapi, log: jsonLog(() => undefined) });
    this.ends.push(() => server.close());
    const ask: Ask = async (who, path, payload) => {
      const { method, headers, body } = await this.requestOf(desk, who, payload);
      const answer = await server.inject({ method, url: path, headers, ...(body !== undefined && { payload: body }) });
      return { status: answer.statusCode, body: parsed(answer.body), text: answer.body };
    };
    return { desk, ask };
  }

  /** A replica in a process of its own, which can be killed. @param store what it takes for the object storage */
  async process(signIn: Desk, store: string): Promise<{ readonly ask: Ask; readonly child: ChildProcess }> {
    const child = spawn(process.execPath, [join(ROOT, 'bin/lke-platform.js'), 'handoff', 'serve', '--port', '0'], {
      cwd: this.folder,
      env: this.environment(store),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.ends.push(() => child.kill('SIGKILL'));
    const address = await listening(child);
    const ask: Ask = async (who, path, payload) => {
      const { method, headers, body } = await this.requestOf(signIn, who, payload);
      const answer = await fetch(`${address}${path}`, { method, headers, ...(body !== undefined && { body }) });
      const text = await answer.text();
      return { status: answer.status, body: parsed(text), text };
    };
    return { ask, child };
  }

  private async requestOf(desk: Desk, who: PersonName | undefined, payload: Parameters<Ask>[2]) {
    const cookie = who && (await desk.sessions.begin(PEOPLE[who], desk.now()));
    const caller = cookie === undefined ? undefined : await desk.sessions.open(cookie, desk.now());
    const body = typeof payload === 'object' ? JSON.stringify(payload) : undefined;
    const headers: Record<string, string> = {
      ...(cookie !== undefined && { cookie: `__Host-lke-platform=${cookie}`, 'x-csrf-token': caller?.csrf ?? '' }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    return { method: payload === undefined ? 'GET' : 'POST', headers, body } as const;
  }

  /** How many events an environment has. */
  last(environment: EnvironmentName): Promise<number> {
    return this.ledger.last(environment);
  }

  /** Events of an environment that tell of access, the oldest first. @param after how many others */
  async events(environment: EnvironmentName, after = 0): Promise<LedgerEvent[]> {
    const sequences = Array.from({ length: (await this.last(environment)) - after }, (_, index) => after + index + 1);
    const all = await Promise.all(sequences.map((sequence) => this.ledger.read(environment, sequence)));
    return all.flatMap((it) => (it?.event.kind.startsWith('access-') ? [it.event] : []));
  }

  async close(): Promise<void> {
    for (const end of this.ends) await end();
    this.cluster.stop();
  }
}

async function listening(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('it has no log');
  let said = '';
  for await (const line of createInterface({ input: child.stderr })) {
    said += `${line}\n`;
    const [, address] = /"address":"([^"]+)"/.exec(line) ?? [];
    if (address !== undefined) {
      child.stderr.resume();
      return address;
    }
  }
  throw new Error(`the service does not listen: ${said}`);
}

function parsed(text: string): Replied['body'] {
  try {
    return JSON.parse(text) as Replied['body'];
  } catch {
    return {};
  }
}
