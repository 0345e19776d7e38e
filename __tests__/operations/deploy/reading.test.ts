import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { Reading } from '../../../operations/deploy/reading';
import { temporaryFolder } from '../../support/temporary-folder';

const OVERRIDE = 'read_only_override.tf.json';

describe('planning that only reads', () => {
  let s3: S3StandIn;
  let reading: Reading;
  let folder: string;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-state');
    folder = temporaryFolder();
  });
  afterEach(async () => {
    await reading.close();
    await s3.stop();
  });

  const open = (linodeApi?: string) => {
    const { endpoint, accessKey, secretKey } = s3.access();
    const stacks = ['cluster', 'production'].map((id) => {
      const own = join(folder, id);
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, 'cdk.tf.json'), JSON.stringify({ provider: { linode: [{}, { alias: 'beta' }] } }));
      return { id, folder: own, backend: { bucket: 'acme-state', key: `acme/${id}.tfstate`, endpoint } };
    }) as unknown as SynthesizedStack[];
    const environment = {
      ...{ AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey },
      ...{ LINODE_TOKEN: 'reads', LINODE_URL: 'http://127.0.0.1:9' },
    };
    reading = new Reading({ stacks, linodeApi }, environment);
    const [cluster, production] = stacks;
    return { cluster: cluster!, production: production!, environment };
  };

  it('gets a kubeconfig for the stack cluster alone: the others have a credential of their own', async () => {
    const { cluster, production, environment } = open();

    expect(await reading.variables(production)).toEqual(environment);
    const { LINODE_URL: url } = await reading.variables(cluster);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
    expect(url).not.toBe(environment.LINODE_URL);
    expect(existsSync(join(cluster.folder, OVERRIDE))).toBe(false);
  });

  it('leads every provider of a stack that names an address there, for as long as it lasts', async () => {
    const { cluster } = open('http://127.0.0.1:9');
    const { LINODE_URL: url } = await reading.variables(cluster);

    expect(JSON.parse(readFileSync(join(cluster.folder, OVERRIDE), 'utf8'))).toEqual({
      provider: { linode: [{ url }, { alias: 'beta', url }] },
    });
    await reading.close();
    expect(existsSync(join(cluster.folder, OVERRIDE))).toBe(false);
  });
});
