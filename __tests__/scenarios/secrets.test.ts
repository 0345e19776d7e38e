import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { type Secrets, secretsBelow, secretsIn } from '../support/find-secrets';
import { type Ended, Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

standInSuite('a secret, after synths, plans, applies and their reports', () => {
  let workplace: Workplace;
  let identity: string;
  const secretItem = randomBytes(24).toString('hex');
  const runs: Record<string, Ended> = {};

  /** What is secret here: everything that proves who somebody is, and what the secrets bundles hold. */
  const secrets = (): Secrets => {
    const { standIn, s3 } = workplace;
    const [cluster] = standIn.world.kubernetes.values();
    return {
      'the token of the Linode API': standIn.token,
      'the key of the buckets': s3.account.secret_key,
      'the token in the kubeconfig': cluster?.token ?? 'no cluster',
      'an item of a secrets bundle': secretItem,
      'the identity of the snapshots': identity,
    };
  };
  const run = async (...args: string[]) => {
    runs[args.join(' ')] = await workplace.command(...args);
  };

  beforeAll(async () => {
    identity = await generateIdentity();
    workplace = await Workplace.open();
    Object.assign(workplace.variables, {
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(identity),
      VAULT_TOKEN: secretItem,
      SHOP_DATABASE: secretItem,
    });
    await workplace.synth();
    await workplace.createBuckets();
    await run('plan');
    await run('plan', '--json');
    await run('apply', 'cluster', 'system', 'production', '--yes');
    const [cluster] = workplace.standIn.world.kubernetes.values();
    const data = { 'api-token': secretItem };
    cluster?.put({ kind: 'secret', name: 'api-token', namespace: 'env-production', fields: { data } });
    await workplace.synth((platform) => ({
      ...platform,
      cluster: { ...(platform.cluster as object), label: 'renamed' },
    }));
    await run('plan', '--debug');
    await run('plan', 'cluster', '--json', '--debug');
    await run('plan', 'cluster', '--out', join(workplace.folder, 'kept'));
    await run('apply', 'cluster', '--yes', '--json');
    workplace.standIn.world.faults.refuse({ type: 'api' }, { message: 'Not today', times: 1000 });
    await run('apply', 'cluster', '--yes', '--debug');
    workplace.standIn.world.faults.clear();
  });
  afterAll(() => workplace.close());

  it('is found where it has to be: in the state, and in a plan that was kept', () => {
    const state = workplace.s3.bucket('acme-platform-state').get('acme/cluster.tfstate').body;

    expect(secretsIn(state, secrets())).toEqual(['the token in the kubeconfig']);
    expect(secretsIn(readFileSync(join(workplace.folder, 'kept')), secrets())).toEqual(['the token in the kubeconfig']);
  });

  it('is in no file of the output', () => {
    expect(secretsBelow(workplace.output, secrets())).toEqual({});
  });

  it('is in nothing that was printed, errors and logs included', () => {
    const found = Object.entries(runs).map(([command, { stdout, stderr }]) => [
      command,
      secretsIn(Buffer.from(stdout + stderr), secrets()),
    ]);

    expect(runs.plan?.stdout).toContain('waits for cluster');
    expect(runs['apply cluster --yes --debug']?.stderr).toContain('Not today');
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.keys(runs).map((command) => [command, []])));
  });

  it('is in no object of the artifacts bucket, though the states are copied there', () => {
    const artifacts = workplace.s3.bucket('acme-platform-artifacts');
    const found = artifacts.keys().flatMap((key) => secretsIn(artifacts.get(key).body, secrets()));

    expect(artifacts.keys('snapshots/cluster/')).toHaveLength(1);
    expect(found).toEqual([]);
  });

  it('is in no output of any state', async () => {
    const outputs = await workplace.terraform('cluster', 'output', '-json');

    expect(outputs.stdout).toContain('api_endpoint');
    expect(secretsIn(Buffer.from(outputs.stdout), secrets())).toEqual([]);
  });

  it('is in no temporary file, because none is left', () => {
    expect(readdirSync(workplace.temporary)).toEqual([]);
  });

  it('is in no committed snapshot', () => {
    expect(secretsBelow(join(__dirname, '__snapshots__'), secrets())).toEqual({});
  });
});
