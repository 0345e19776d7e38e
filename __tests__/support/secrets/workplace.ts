import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { S3Store } from '@lke-platform/stand-ins/world/s3-store';
import { World } from '@lke-platform/stand-ins/world/world';
import { main } from '../../../cli/main';
import type { Platform } from '../../../model/platform';
import { launcherOf } from '../command';
import { type LinodeApiStandIn, startLinodeApi } from '../linode-api';
import { MINIMAL, platformOf } from '../platforms';
import { collectStreams } from '../streams';
import { temporaryFolder } from '../temporary-folder';

/** Where a person works with the secrets of a platform, whose cluster is a lab. */
export class SecretsWorkplace {
  readonly folder = temporaryFolder();
  readonly manifests = join(this.folder, 'infra/secrets');
  /** Everything that the commands printed. */
  readonly printed: string[] = [];
  private readonly here = process.cwd();

  private constructor(
    readonly s3: S3StandIn,
    readonly linode: LinodeApiStandIn,
    readonly env: NodeJS.ProcessEnv,
    readonly platform: Platform,
  ) {}

  /** @param text of the platform file, whose platform is called acme */
  static async open(lab: Pick<Lab, 'server' | 'ca' | 'kubeconfig'>, text = MINIMAL): Promise<SecretsWorkplace> {
    const s3 = await S3StandIn.start();
    // The store knows the keys that Linode mints.
    const linode = await startLinodeApi(new World(new S3Store(s3.access())));
    const identity = await generateX25519Identity();
    const env: NodeJS.ProcessEnv = {
      LKE_PLATFORM_OBJECT_STORAGE: s3.endpoint,
      LKE_PLATFORM_LINODE_API: linode.url.replace(/\/v4$/, ''),
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(identity),
      LINODE_TOKEN: linode.token,
      AWS_ACCESS_KEY_ID: s3.account.access_key,
      AWS_SECRET_ACCESS_KEY: s3.account.secret_key,
      KUBECONFIG: lab.kubeconfig,
    };
    const platform = platformOf(text, env);
    const { buckets, region } = platform.state;
    for (const name of Object.values(buckets)) s3.createBucket(name);
    for (const label of ['acme-loki', 'acme-tempo']) await makeBucket(linode, { label, region });
    s3.bucket(buckets.state).put('acme/cluster.tfstate', Buffer.from(JSON.stringify(clusterState(lab))));
    const workplace = new SecretsWorkplace(s3, linode, env, platform);
    const file = (name: string) => join(workplace.folder, name);
    writeFileSync(file('identity'), identity, { mode: 0o600 });
    writeFileSync(file('platform.yaml'), text);
    env.HOME = file('home');
    env.LKE_PLATFORM_AGE_IDENTITY = file('identity');
    // Where the command finds the platform file, and where it writes manifests and the journal of the runbook.
    process.chdir(workplace.folder);
    return workplace;
  }

  /** Runs one of the commands of secrets. */
  async run(args: readonly string[], stdin?: string) {
    const streams = {
      ...collectStreams({ env: this.env }),
      ...(stdin !== undefined && { stdin: Readable.from([Buffer.from(stdin)]) as unknown as NodeJS.ReadStream }),
    };
    const exitCode = await main(['secrets', ...args], launcherOf(''), streams);
    const { stdout, stderr } = { stdout: streams.stdout.text, stderr: streams.stderr.text };
    this.printed.push(stdout, stderr);
    return { exitCode, stdout, stderr };
  }

  /** Every object in the buckets of the platform. */
  stored(): Buffer[] {
    return Object.values(this.platform.state.buckets).flatMap((name) => {
      const bucket = this.s3.bucket(name);
      return bucket.keys().map((key) => bucket.get(key).body);
    });
  }

  async close(): Promise<void> {
    process.chdir(this.here);
    this.linode.stop();
    await this.s3.stop();
  }
}

/** The state of the stack `cluster`, as far as it leads to the cluster. */
const clusterState = ({ server, ca }: Pick<Lab, 'server' | 'ca'>) => ({
  version: 4,
  serial: 1,
  lineage: 'a-test',
  outputs: {
    cluster_id: { value: '1', type: 'string' },
    api_endpoint: { value: server, type: 'string' },
    cluster_ca_certificate: { value: Buffer.from(ca).toString('base64'), type: 'string' },
  },
  resources: [],
});

async function makeBucket({ url, token }: LinodeApiStandIn, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/object-storage/buckets`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
}
