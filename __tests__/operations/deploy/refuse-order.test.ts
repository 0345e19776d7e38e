import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { App } from 'cdktf';
import { DeployRefused } from '../../../operations/deploy/deploy-problem';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { readOutputFolder, stackNamed } from '../../../operations/deploy/output-folder';
import { refuseOutOfOrder } from '../../../operations/deploy/refuse-order';
import { buildStacks } from '../../../stacks/build-stacks';
import { examplePlatform } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

describe('the order of an apply, before anything is changed', () => {
  let s3: S3StandIn;
  const folder = temporaryFolder();
  const app = new App({ outdir: folder });
  buildStacks(app, examplePlatform());
  app.synth();
  const output = readOutputFolder(folder);
  const { state: bucket } = output.buckets;
  beforeAll(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(bucket);
  });
  afterEach(() => {
    for (const key of s3.bucket(bucket).keys()) s3.bucket(bucket).delete(key);
  });
  afterAll(() => s3.stop());

  const deployment = () => {
    const { endpoint, accessKey, secretKey } = s3.access();
    const stacks = output.stacks.map((stack): SynthesizedStack => ({
      ...stack,
      backend: { ...stack.backend, endpoint },
    }));
    const all = { ...output, stacks };
    const living = (ids: readonly string[]) => stacks.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const environment = { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey };
    return { output: all, living, stack: (id: string) => stackNamed(all, id), environment };
  };
  /** A state with these namespaces, and everything that others read. */
  const applied = (stack: string, namespaces: readonly string[]) => {
    const reads = output.stacks.flatMap((it) => it.reads).filter((it) => it.stack === stack);
    const outputs = Object.fromEntries(reads.flatMap((it) => it.outputs.map((name) => [name, { value: 'a' }])));
    const instances = [{ attributes: {} }];
    const resources = [
      { mode: 'managed', type: 'terraform_data', name: 'some', instances },
      ...namespaces.map((name) => ({ mode: 'managed', type: 'kubernetes_namespace_v1', name, instances })),
    ];
    put(stack, { outputs, resources });
    return { outputs };
  };
  const put = (stack: string, of: { outputs: object; resources: object[] }) => {
    const state = { version: 4, serial: 1, lineage: 'a', ...of };
    s3.bucket(bucket).put(stackNamed(output, stack).backend.key, Buffer.from(JSON.stringify(state)));
  };
  const namespacesOfSystem = ['access_namespace', 'namespace', 'observability_namespace', 'secrets_namespace'];
  const refusal = async (...ids: string[]) => {
    const error: unknown = await refuseOutOfOrder(deployment(), ids).catch((reason: unknown) => reason);
    if (error === undefined) return [];
    expect(error).toBeInstanceOf(DeployRefused);
    return (error as DeployRefused).problems;
  };

  it.each([[[]], [['cluster']], [['state', 'cluster', 'system']], [['cluster', 'system', 'production', 'staging']]])(
    'is fine where all that is needed is applied with it: %j',
    async (ids) => {
      expect(await refusal(...ids)).toEqual([]);
    },
  );

  it.each([
    [['production'], ['cluster', 'system']],
    [
      ['state', 'production'],
      ['cluster', 'system'],
    ],
    [['cluster', 'production'], ['system']],
    [['system', 'production'], ['cluster']],
  ])('is refused where nothing is applied yet: %j', async (ids, waitsFor) => {
    const [problem] = (await refusal(...ids)).filter(({ where }) => where === 'stack production');
    const all = ['state', 'cluster', 'system', 'production'].filter((id) => [...ids, ...waitsFor].includes(id));

    expect(problem?.what).toContain(`production waits for ${waitsFor.join(', ')}`);
    expect(problem?.fix).toBe(`apply them together: npx lke-platform apply ${all.join(' ')}`);
  });

  it('names every stack that waits', async () => {
    const problems = await refusal('development', 'production', 'system');

    expect(problems.map(({ where }) => where)).toEqual(['stack system', 'stack development', 'stack production']);
  });

  it.each([
    ['nothing', []],
    [
      'nothing but what it reads',
      [{ mode: 'data', type: 'linode_regions', name: 'all', instances: [{ attributes: {} }] }],
    ],
    ['what is gone', [{ mode: 'managed', type: 'linode_lke_cluster', name: 'cluster', instances: [] }]],
  ])('does not take a state for one that was applied which holds %s', async (_, resources) => {
    const { outputs } = applied('cluster', []);
    put('cluster', { outputs, resources });

    expect((await refusal('system'))[0]?.what).toContain('system waits for cluster');
  });

  it('goes by what is in the states', async () => {
    applied('cluster', []);
    expect(await refusal('system')).toEqual([]);
    expect((await refusal('production'))[0]?.what).toContain('production waits for system');
    applied('system', []);
    // As after an apply of system that failed half way: others would find no namespace for their accounts.
    expect((await refusal('production'))[0]?.what).toContain('production waits for system');
    applied('system', namespacesOfSystem);
    expect(await refusal('production')).toEqual([]);
  });
});
