import { join } from 'node:path';
import { main } from '../../../cli/main';
import { makeAtLinode } from '../../support/make-at-linode';
import { type StandIn, startStandIn } from '@lke-platform/stand-ins/start';
import { collectStreams } from '../../support/streams';
import { temporaryFolder } from '../../support/temporary-folder';

const launcher = { root: '/clone', debug: false, bundle: () => Promise.reject(new Error('no bundle is needed')) };
const POOL = { type: 'g6-standard-4', count: 3 };

describe('lke-platform import', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => {
    standIn.stop();
  });

  async function run(...args: string[]) {
    const streams = collectStreams({
      env: { ...standIn.env, LKE_PLATFORM_CONFIG: join(temporaryFolder(), 'shop.yaml') },
    });
    const exitCode = await main(['import', ...args], launcher, streams);
    return { exitCode, stdout: streams.stdout.text, stderr: streams.stderr.text };
  }

  const makeCluster = (...pools: object[]) =>
    makeAtLinode(standIn, '/lke/clusters', { label: 'shop', region: 'nl-ams', k8s_version: '1.34', node_pools: pools });

  it('says what the first apply changes, what is left out, and what comes next', async () => {
    await makeCluster(POOL, { ...POOL, label: 'staging-web', taints: [{ key: 'a', value: '', effect: 'NoSchedule' }] });
    const { exitCode, stdout } = await run('--cluster', 'shop', '--tag-pools');

    expect(exitCode).toBe(0);
    expect(stdout.replace(/\/\S+shop\.yaml/g, 'shop.yaml')).toMatchSnapshot();
  });

  it('says with exit code 2 that the file is to be fixed', async () => {
    await makeCluster(POOL, { ...POOL, label: 'production-web', count: 1, tags: ['environment-pool'] });
    const { exitCode, stdout, stderr } = await run('--cluster', 'shop');

    expect(exitCode).toBe(2);
    expect(stderr).toContain('warning:');
    expect(stderr).toContain('a production pool of 1 cannot be spread over 3 hosts');
    expect(stdout).toContain('Next: fix');
  });

  it('prints the same as one JSON document', async () => {
    await makeCluster(POOL);
    const { stdout, stderr } = await run('--cluster', 'shop', '--json');

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'import',
      ok: true,
      result: {
        platform: 'shop',
        pools: [
          { environment: 'system', isSystemPool: true, inferredFrom: 'because no tag and no label says otherwise' },
        ],
        leftOut: [],
        tagged: [],
      },
    });
  });

  it.each([
    [[], 'which cluster? Name it with --cluster'],
    [['--cluster', 'other'], 'There are shop ('],
    [['--cluster', 'shop', '--pool', '5=prod'], 'such as --pool 1234=production'],
    [['--cluster', 'shop', '--system-pool', 'web'], 'the id of a pool'],
    [['--into-state'], 'there is no such file'],
  ])('answers %j with what is wrong', async (args, message) => {
    await makeCluster(POOL);
    const { exitCode, stderr } = await run(...args);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});
