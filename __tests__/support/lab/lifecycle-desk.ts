import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { type Bucket } from '../../../model/naming';
import type { Platform } from '../../../model/platform';
import { stateKey } from '../../../model/platform';
import { AppliedConfigurations } from '../../../operations/applied-configuration/applied-configurations';
import { type AuditLog, openAuditLog } from '../../../operations/audit/place';
import { runCommandLine } from '../command';
import { type LinodeApiStandIn, startLinodeApi } from '../linode-api';
import { platformOf, STANDARD } from '../platforms';
import { temporaryFolder } from '../temporary-folder';
import { type Ended, ended } from '../workplace';
import { type GatedLab, startGatedLab } from './gated-lab';

const ROOT = join(__dirname, '../../..');

const { system, production } = STANDARD.environments;
/** A platform whose environment `staging` is that of the lab. */
const DATA = { ...STANDARD, environments: { system, staging: { ...production, domains: ['staging.acme.example'] } } };

/** An engineer with a platform of which one environment is in a lab of its own: object storage, Linode API and files, too. */
export class LifecycleDesk {
  readonly folder = temporaryFolder();
  readonly file = join(this.folder, 'platform.yaml');
  readonly platform: Platform;

  private constructor(
    readonly gated: GatedLab,
    readonly s3: S3StandIn,
    readonly linode: LinodeApiStandIn,
  ) {
    this.platform = platformOf(DATA, { LKE_PLATFORM_OBJECT_STORAGE: s3.endpoint });
    writeFileSync(this.file, JSON.stringify(DATA));
    mkdirSync(join(this.folder, 'tmp'));
    writeFileSync(join(this.folder, 'kubeconfig'), gated.lab.kubeconfigFor('lke-admin', gated.lab.lkeAdminToken));
  }

  static async open(): Promise<LifecycleDesk> {
    const desk = new LifecycleDesk(await startGatedLab({}), await S3StandIn.start(), await startLinodeApi());
    for (const bucket of Object.values(desk.platform.state.buckets)) desk.s3.createBucket(bucket);
    // The runbook of the project is not the one to deliver events to.
    process.chdir(desk.folder);
    const { server, ca } = desk.gated.lab;
    const outputs = {
      cluster_id: 1,
      api_endpoint: server,
      cluster_ca_certificate: Buffer.from(ca).toString('base64'),
    };
    const state = {
      ...{ version: 4, serial: 1, lineage: 'x', resources: [] },
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, type: 'string' }])),
    };
    desk.bucket('state').put(stateKey(desk.platform, 'cluster'), Buffer.from(JSON.stringify(state)));
    return desk;
  }

  /** Variables of the engineer. */
  get environment(): NodeJS.ProcessEnv {
    const { access_key: accessKey, secret_key: secretKey } = this.s3.account;
    return {
      PATH: process.env.PATH,
      HOME: join(this.folder, 'home'),
      TMPDIR: join(this.folder, 'tmp'),
      LKE_PLATFORM_CONFIG: this.file,
      LKE_PLATFORM_OBJECT_STORAGE: this.s3.endpoint,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: secretKey,
      LINODE_URL: this.linode.url,
      LINODE_TOKEN: this.linode.token,
      KUBECONFIG: join(this.folder, 'kubeconfig'),
    };
  }

  get log(): AuditLog {
    const { name, state } = this.platform;
    return openAuditLog({ platform: name, endpoint: state.endpoint, buckets: state.buckets }, this.environment);
  }

  run(...args: string[]) {
    return runCommandLine(['environment', ...args], this.environment);
  }

  /** Runs a line as it is printed, in a shell. */
  shell(line: string): Promise<Ended> {
    const npx = `npx() { shift; "${process.execPath}" "${ROOT}/bin/lke-platform.js" "$@"; }`;
    return ended(
      spawn('bash', ['-c', `${npx}\n${line}`], {
        ...{ cwd: this.folder, env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] },
      }),
    );
  }

  /** Writes down an apply of staging, as `apply` keeps it. */
  async applied(outcome: 'done' | 'failed' = 'done'): Promise<string> {
    const { s3, artifacts } = this.log;
    const configurations = new AppliedConfigurations(s3, artifacts);
    const about = { stack: 'staging' as const, began: new Date().toISOString(), state: null };
    const key = await configurations.keep(
      { files: new Map(), hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
      { ...about, source: { unknown: 'a test' }, engine: { name: 'terraform', version: '1.12.0' } },
    );
    await configurations.end(key, { outcome, ended: new Date().toISOString(), state: null });
    return key;
  }

  /** Writes down that what was applied passed, as `environment verify` does. */
  async verified(configuration: string): Promise<void> {
    await this.log.ledger.append('staging', {
      ...{ kind: 'verification', what: 'verified staging: passed', why: null },
      actor: { name: 'jane', provenBy: 'linode-profile' },
      details: {
        ...{ evidence: [], passed: true, configuration },
        checks: [{ name: 'nodes', result: 'passed', detail: 'all are ready' }],
      },
    });
  }

  bucket(name: Bucket) {
    return this.s3.bucket(this.platform.state.buckets[name]);
  }

  async close(): Promise<void> {
    process.chdir(ROOT);
    this.linode.stop();
    await Promise.all([this.s3.stop(), this.gated.stop()]);
  }
}
