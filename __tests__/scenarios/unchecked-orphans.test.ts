import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR] = [0, 1];
const NOT_CHECKED =
  /whether something that it would make exists already was not fully checked: .*GET \S+\/domains\b.*: 401/;

standInSuite('what may exist already, and could not be looked for', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await workplace.synth();
    await workplace.createBuckets();
  });
  beforeEach(() => {
    const answer = { message: 'Your OAuth token is not authorized to use this endpoint.', status: 401, times: 99 };
    for (const name of ['/domains', '/nodebalancers']) {
      workplace.standIn.world.faults.refuse({ type: 'api', name, operation: 'GET' }, answer);
    }
  });
  afterEach(() => {
    workplace.standIn.world.faults.clear();
  });
  afterAll(() => workplace.close());

  const clusters = () => workplace.standIn.world.linode.clusters.size;
  const inOneLine = (text: string) => text.replace(/\s+/g, ' ');
  const apply = (...more: string[]) => workplace.command('apply', ...more, '--no-snapshot', '--no-audit');

  it('is made by no apply without a person, by name or by a kept plan, who is told how to look', async () => {
    const kept = join(workplace.folder, 'kept.tfplan');
    await workplace.command('plan', 'cluster', '--out', kept);
    for (const what of ['cluster', kept]) {
      const { code, stderr } = await apply(what, '--yes');
      expect(code).toBe(ERROR);
      expect(inOneLine(stderr)).toMatch(NOT_CHECKED);
      expect(inOneLine(stderr).match(/was not fully checked/g)).toHaveLength(1);
      expect(inOneLine(stderr)).toContain(
        'npx lke-platform orphans; or apply without having looked: --allow-unchecked',
      );
      expect(clusters()).toBe(0);
    }
  });

  it('is told to a person before the question', async () => {
    const answers = [{ to: /Do this to cluster\?/, type: 'no' }];
    const args = ['apply', 'cluster', '--no-snapshot', '--no-audit'];
    const { code, stdout } = await workplace.atTerminal(args, answers);
    const [before = ''] = inOneLine(stdout).split('Do this to cluster?');
    expect(before).toMatch(NOT_CHECKED);
    expect([code, clusters()]).toEqual([ERROR, 0]);
  });

  it('holds up nothing that it cannot be in the way of, and nobody who says so', async () => {
    await expect(apply('cluster', '--yes', '--allow-unchecked')).resolves.toMatchObject({
      code: FINE,
      stderr: expect.stringContaining('was not fully checked') as string,
    });
    expect(clusters()).toBe(1);
    // It makes a namespace, quotas and pools, but no zone and no NodeBalancer.
    await expect(apply('system', 'production', '--yes')).resolves.toMatchObject({ code: FINE });
  });

  it('keeps plan from saying that everything is as the stacks say', async () => {
    const { stdout } = await workplace.command('plan', 'cluster', 'system');
    expect(stdout).toContain('no change. Whether there is more than they say was not fully checked');
    const { stdout: json } = await workplace.command('plan', 'cluster', '--json');
    const { result } = JSON.parse(json) as { result: { notChecked: string[] } };
    expect(result.notChecked).toEqual([expect.stringMatching(/domains.*401/)]);
    workplace.standIn.world.faults.clear();
    await expect(workplace.command('plan', 'cluster')).resolves.toMatchObject({
      stdout: expect.stringContaining('Everything is as the stacks say.') as string,
    });
  });
});
