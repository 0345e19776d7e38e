import { readFileSync } from 'node:fs';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { termsOfContract } from '../../../../model/handoff/terms';
import { loadPlatform } from '../../../../model/load';
import { contractBookOf } from '../../../../operations/handoff/contract-book';
import { publishContract } from '../../../../operations/handoff/publish';
import { withdrawContract } from '../../../../operations/handoff/withdraw';
import { runCommandLine } from '../../../support/command';
import { EXAMPLE_FILE } from '../../../support/platforms';

const ACTOR = { actor: { name: 'jane', provenBy: 'linode-profile' as const }, unwritten: [] };

describe('handoff show of what was published', () => {
  let s3: S3StandIn;
  let environment: Record<string, string>;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    const { accessKey, secretKey, endpoint } = s3.access();
    environment = {
      ...{ AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey },
      LKE_PLATFORM_OBJECT_STORAGE: endpoint,
    };
  });
  afterEach(() => s3.stop());

  const show = (...args: string[]) =>
    runCommandLine(['handoff', 'show', 'staging', '--file', EXAMPLE_FILE, ...args], environment);
  const resultOf = async (...args: string[]) =>
    (JSON.parse((await show('--json', ...args)).stdout) as { result: Record<string, unknown> }).result;
  async function publish() {
    const { platform } = loadPlatform(readFileSync(EXAMPLE_FILE, 'utf8'), { file: EXAMPLE_FILE, environment });
    const terms = platform && termsOfContract(platform, { name: 'staging' });
    if (!platform || !terms) throw new Error('the example hands staging off');
    for (const bucket of Object.values(platform.state.buckets)) s3.createBucket(bucket);
    const book = contractBookOf(platform, environment);
    await publishContract(book, ACTOR, { ...terms, namespace_uid: 'uid' });
    return book;
  }

  it('has the status of now, and in a catalog as JSON the entities', async () => {
    await publish();
    const [plain, catalog] = [await resultOf(), await resultOf('--as', 'catalog')];
    const [text, markdown] = [await show(), await show('--as', 'markdown')];

    expect(plain).toEqual({
      ...{ version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, status: 'provisioning' },
      contract: expect.objectContaining({ environment: 'staging' }) as object,
    });
    const kinds = ['Resource', 'API'].map((kind) => expect.objectContaining({ kind }) as object);
    expect(catalog).toEqual({ ...plain, entities: kinds });
    expect([text.stdout, markdown.stdout]).toEqual([
      expect.stringMatching(/^status +provisioning$/m),
      expect.stringContaining('Status: provisioning.'),
    ]);
  });

  it('says that it was withdrawn, and what publishes it again', async () => {
    await withdrawContract(await publish(), ACTOR, 'staging');
    const { exitCode, stderr } = await show();

    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/was withdrawn with version 2, [^]*npx lke-platform apply staging/),
    ]);
  });
});
