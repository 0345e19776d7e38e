import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { AppliedConfigurations } from '../../operations/applied-configuration/applied-configurations';
import { textOf, writeConfiguration } from '../../operations/applied-configuration/configuration';
import type { StateVersion } from '../../operations/applied-configuration/record';
import { standingOf } from '../../operations/applied-configuration/standing';
import { objectStorage } from '../../operations/object-storage/client';
import { dataOf } from '../support/platforms';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR] = [0, 1];

standInSuite('what was applied', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await synth(12);
    await workplace.createBuckets();
    await expect(apply()).resolves.toMatchObject({ code: FINE });
  });
  afterAll(() => workplace.close());

  const synth = (cpu: number) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Record<string, object> };
      const production = { ...data.environments.production, quota: { cpu, memory: '24Gi', pods: 100 } };
      return { ...data, environments: { ...data.environments, production } };
    });
  const apply = (...args: string[]) => workplace.command('apply', ...args, '--yes', '--no-snapshot');
  const bucket = 'acme-artifacts';
  const store = () => new AppliedConfigurations(objectStorage(workplace.s3.access()), bucket);
  const records = () => store().list('production');
  const appliedCpu = async () => {
    const [record] = await store().list('production', 1);
    const module = record && textOf(await store().read(record), 'stacks/production/cdk.tf.json');
    return /"requests.cpu": "(\d+)"/.exec(module ?? '')?.[1];
  };
  const standing = async () => {
    const { stdout } = await workplace.terraform('production', 'state', 'pull');
    return standingOf(await records(), JSON.parse(stdout) as StateVersion);
  };

  it('is kept whole: from it alone, another folder plans nothing', async () => {
    const folder = join(workplace.folder, 'kept');
    const [record] = await store().list('system', 1);
    writeConfiguration(await store().read(record!), folder);
    const engine = workplace.engine.command;
    const plan = `${engine} init -input=false && ${engine} plan -input=false -lock=false -detailed-exitcode`;
    const { code, stdout } = await workplace.shell(`cd kept/stacks/system && ${plan}`);
    rmSync(folder, { recursive: true });

    expect({ code, stdout }).toEqual({ code: FINE, stdout: expect.stringContaining('No changes') as string });
  });

  it('is what the state came from', async () => {
    expect(await standing()).toMatchObject({
      status: 'current',
      record: {
        end: { outcome: 'done' },
        snapshot: 'nothing-to-keep',
        source: { unknown: expect.stringContaining('not a git repository') as string },
      },
    });
  });

  it('is what a plan was made from that is applied, not what was synthesized since', async () => {
    await synth(11);
    await workplace.command('plan', 'production', '--out', 'reviewed.tfplan');
    await synth(10);

    await expect(apply('reviewed.tfplan')).resolves.toMatchObject({ code: FINE });
    expect(await appliedCpu()).toBe('11');
    expect((await records()).at(-1)).toMatchObject({ snapshot: 'not-taken' });
  });

  it('is known to be older than the state when the engine applied alone, until an apply finds nothing to do', async () => {
    await workplace.terraform('production', 'apply', '-input=false', '-auto-approve');
    expect(await standing()).toMatchObject({ status: 'older', writes: 1 });
    const { began } = (await records()).at(-1)!;
    await apply('production');
    const { length } = await records();
    await apply('production');

    expect(await standing()).toMatchObject({ status: 'current' });
    expect(await appliedCpu()).toBe('10');
    expect(await records()).toHaveLength(length);
    // What had nothing to do takes no snapshot, and needs none.
    expect((await records()).at(-1)).toMatchObject({ confirms: began, snapshot: 'not-taken' });
  });

  it('is committed in production, unless something else is meant', async () => {
    const commit = 'git add . && git -c user.name=a -c user.email=a@acme.example commit --quiet --message first';
    await workplace.shell(
      `printf 'cdktf.out\\ntmp\\n' > .gitignore && git init --quiet && touch new && ${commit} && echo > new`,
    );
    const refused = await apply('production');
    const replies = [await apply('system'), await apply('production', '--allow-dirty')];
    await workplace.shell(commit);
    replies.push(await apply('production'));

    expect(refused).toMatchObject({
      code: ERROR,
      stderr: expect.stringMatching(/changes are in no commit: new\n.*commit them.*--allow-dirty/s) as string,
    });
    expect(replies.map(({ code }) => code)).toEqual([FINE, FINE, FINE]);
  });

  it('is not applied where it cannot be kept', async () => {
    await synth(9);
    workplace.s3.buckets.delete(bucket);
    const { code, stderr } = await apply('production', '--allow-dirty');

    expect({ code, stderr }).toEqual({ code: ERROR, stderr: expect.stringContaining('Nothing was applied') as string });
    const [cluster] = workplace.standIn.world.kubernetes.values();
    expect(JSON.stringify([...(cluster?.objects.values() ?? [])])).toContain('"requests.cpu":"10"');
  });
});
