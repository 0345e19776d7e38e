import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { stateKey } from '../../../model/platform';
import { runCommandLine } from '../command';
import { type PlatformData, platformOf } from '../platforms';
import { temporaryFolder } from '../temporary-folder';
import type { RolloutLab } from './rollout-lab';

const ROOT = join(__dirname, '../../..');

/** A platform engineer of production with a grant: the object storage of the platform, and a kubeconfig of their account. */
export class ApprovalDesk {
  private readonly folder = temporaryFolder();
  private readonly file = join(this.folder, 'platform.yaml');

  private constructor(
    private readonly s3: S3StandIn,
    private readonly adminKubeconfig: string,
  ) {}

  static async open(it: RolloutLab): Promise<ApprovalDesk> {
    const { data } = it;
    const s3 = await S3StandIn.start();
    const platform = platformOf(data, { LKE_PLATFORM_OBJECT_STORAGE: s3.endpoint });
    for (const bucket of Object.values(platform.state.buckets)) s3.createBucket(bucket);
    const desk = new ApprovalDesk(s3, it.lab.kubeconfig);
    desk.write(data);
    writeFileSync(join(desk.folder, 'kubeconfig'), it.lab.kubeconfigFor('engineer', await it.tokenOf()), {
      mode: 0o600,
    });
    const { server, ca } = it.lab;
    const outputs = { cluster_id: 1, api_endpoint: server, cluster_ca_certificate: Buffer.from(ca).toString('base64') };
    const state = {
      ...{ version: 4, serial: 1, lineage: 'x', resources: [] },
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, type: 'string' }])),
    };
    s3.bucket(platform.state.buckets.state).put(stateKey(platform, 'cluster'), Buffer.from(JSON.stringify(state)));
    // The runbook of the project is not the one to deliver events to.
    process.chdir(desk.folder);
    return desk;
  }

  private get environment(): NodeJS.ProcessEnv {
    const { access_key: accessKey, secret_key: secretKey } = this.s3.account;
    return {
      ...{ PATH: process.env.PATH, HOME: this.folder, LKE_PLATFORM_CONFIG: this.file },
      LKE_PLATFORM_OBJECT_STORAGE: this.s3.endpoint,
      ...{ AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey },
      KUBECONFIG: join(this.folder, 'kubeconfig'),
    };
  }

  /** `lke-platform approve` with these arguments. */
  approve(...args: string[]) {
    return runCommandLine(['approve', ...args], this.environment);
  }

  /** The same as cluster-admin. */
  approveAsAdmin(...args: string[]) {
    return runCommandLine(['approve', ...args], { ...this.environment, KUBECONFIG: this.adminKubeconfig });
  }

  /** Runs a line that was printed for a cluster-admin, in a shell, as printed. @returns what it said */
  async asAdmin(line: string): Promise<string> {
    const path = [dirname(labPrograms().kubectl), process.env.PATH].join(':');
    const env = { PATH: path, HOME: this.folder, KUBECONFIG: this.adminKubeconfig };
    return (await promisify(execFile)('/bin/sh', ['-ec', line], { env })).stdout;
  }

  /** The platform file, as somebody edits it. */
  write(data: PlatformData): void {
    writeFileSync(this.file, JSON.stringify(data));
  }

  /** What the audit log says of production: kinds of events, and who did it. */
  async audited(): Promise<readonly string[]> {
    const { stdout } = await runCommandLine(['audit', 'list', '--json'], this.environment);
    const { result } = JSON.parse(stdout) as { result: { events: { kind: string; actor: { name: string } }[] } };
    return result.events.map(({ kind, actor }) => `${kind} by ${actor.name}`);
  }

  async close(): Promise<void> {
    process.chdir(ROOT);
    await this.s3.stop();
  }
}
