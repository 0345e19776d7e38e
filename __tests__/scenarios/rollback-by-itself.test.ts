import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { RUNBOOK } from '../../operations/audit/delivery/journal';
import { indexIn } from '../../operations/rollback/runbook-index';
import { inventory } from '../support/inventory';
import { dataOf, type PlatformData } from '../support/platforms';
import { RollbackDesk } from '../support/rollback';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR] = [0, 1];
const QUOTA = { cpu: 4, memory: '8Gi', pods: 40 };
const STAGING = {
  rollbackOn: ['failed-deploy'],
  nodePools: [{ name: 'general', instanceType: 'g6-standard-4', count: 2 }],
  quota: QUOTA,
};

/** What `apply --json` says of rollbacks. */
interface Answer {
  readonly result: { readonly rollbacks?: readonly { readonly rollback: string; readonly status: string }[] };
  readonly warnings: readonly { readonly what: string; readonly fix?: string }[];
}

standInSuite('a change that fails, and what follows from it', () => {
  let workplace: Workplace;
  let desk: RollbackDesk;
  const runbook = () => readFileSync(join(workplace.folder, RUNBOOK), 'utf8');
  beforeAll(async () => {
    workplace = await Workplace.open();
    desk = new RollbackDesk(workplace);
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(await generateIdentity());
    mkdirSync(dirname(join(workplace.folder, RUNBOOK)), { recursive: true });
    cpSync(join(__dirname, '../..', RUNBOOK), join(workplace.folder, RUNBOOK));
    await synth({ staging: STAGING });
    await workplace.createBuckets();
    await expect(workplace.command('apply', '--yes')).resolves.toMatchObject({ code: FINE });
  });
  afterAll(() => workplace.close());

  /** The platform with other environments, and nothing protected. */
  const synth = (environments: Readonly<Record<string, object>>) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Record<string, PlatformData> };
      const all = Object.entries({ ...data.environments, ...environments });
      const unprotected = all.map(([name, it]) => [name, { ...it, deletionProtection: false }] as const);
      return { ...data, deletionProtection: false, environments: Object.fromEntries(unprotected) };
    });
  const see = () => inventory(workplace);
  const faults = () => workplace.standIn.world.faults;
  const apply = async (stack: string) => {
    const { code, stdout } = await workplace.command('apply', stack, '--yes', '--json');
    return { code, ...(JSON.parse(stdout) as Answer) };
  };
  const status = async (environment: string) => {
    const { stdout } = await workplace.command('environment', 'history', environment, '--json');
    const { history } = (JSON.parse(stdout) as { result: { history: { to: string }[] } }).result;
    return history.at(-1)?.to;
  };

  it('is gone back from without a person where the file says so and every step is reversible', async () => {
    const before = see();
    await synth({ staging: { ...STAGING, labels: { half: 'done' }, quota: { ...QUOTA, cpu: 3 } } });
    faults().refuse({ type: 'kubernetes_resource_quota_v1', operation: 'update' }, { message: 'not now' });
    const { code, result, warnings } = await apply('staging');
    const { stdout } = await workplace.command('audit', 'list', '--kind', 'rollback', '--json');

    expect([code, result.rollbacks]).toEqual([
      ERROR,
      [{ stack: 'staging', status: 'gone-back', rollback: expect.stringContaining('staging/') as string }],
    ]);
    expect(warnings.map(({ what }) => what)).toContainEqual(
      expect.stringContaining('failed-deploy starts that by itself'),
    );
    expect(stdout).toContain('"condition": "failed-deploy"');
    expect(see()).toEqual(before);
  });

  it('waits for a person where a step is not reversible, with the command to go back', async () => {
    await synth({ staging: STAGING });
    await expect(apply('staging')).resolves.toMatchObject({ code: FINE });
    const before = see();
    const more = [...STAGING.nodePools, { name: 'more', instanceType: 'g6-standard-2', count: 1 }];
    await synth({ staging: { ...STAGING, nodePools: more, quota: { ...QUOTA, cpu: 3 } } });
    faults().refuse({ type: 'kubernetes_resource_quota_v1', operation: 'update' }, { message: 'not now' });
    const { code, result, warnings } = await apply('staging');
    const [{ rollback = '' } = {}] = result.rollbacks ?? [];

    expect([code, result.rollbacks?.map((it) => it.status)]).toEqual([ERROR, ['waits']]);
    expect(warnings.map(({ fix }) => fix)).toContain(`npx lke-platform rollback run ${rollback}`);
    await expect(desk.runAsPrinted(rollback)).resolves.toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
  });

  it('stays provisioning where a first apply failed and a second one can go on', async () => {
    await synth({ staging: STAGING, development: { ...STAGING, rollbackOn: [] } });
    faults().refuse({ type: 'kubernetes_resource_quota_v1', operation: 'create' }, { message: 'not now' });

    await expect(apply('development')).resolves.toMatchObject({ code: ERROR });
    await expect(status('development')).resolves.toBe('provisioning');
    await expect(apply('development')).resolves.toMatchObject({ code: FINE });
  });

  it('is recovering where the second one cannot, and is taken down or resumed as is printed', async () => {
    await expect(workplace.command('destroy', 'development', '--yes')).resolves.toMatchObject({ code: FINE });
    const before = see();
    faults().refuse(
      { type: 'linode_lke_node_pool', operation: 'create' },
      { message: 'the answer is lost', answer: 'lost' },
    );
    const { code, warnings } = await apply('development');
    const recovering = warnings.find(({ what }) => what.includes('development is recovering'));
    const [, id = ''] = /npx lke-platform rollback run (\S+)/.exec(recovering?.fix ?? '') ?? [];

    expect(code).toBe(ERROR);
    expect(recovering?.fix).toContain('npx lke-platform apply development');
    await expect(status('development')).resolves.toBe('recovering');
    await expect(desk.runAsPrinted(id)).resolves.toMatchObject({ code: FINE });
    const left = await workplace.command('orphans', '--json');
    const [remove = 'false'] = /orphans --remove linode_lke_node_pool:[\d,]+/.exec(left.stdout) ?? [];
    await workplace.shell(`"${process.execPath}" ${join(__dirname, '../../bin/lke-platform.js')} ${remove} --yes`);
    expect(see()).toEqual(before);
  });

  it('has a way back where it destroys: production is made again from what was applied before', async () => {
    await synth({ staging: STAGING });
    const before = Object.keys(see()).filter((key) => key.startsWith('object '));
    await expect(workplace.command('destroy', 'production', '--yes')).resolves.toMatchObject({ code: FINE });
    const gone = await workplace.command('drift', 'detect', 'production', '--json');
    const plan = await desk.latest('production');

    expect(plan).toMatchObject({ is_production: true, previous: { kind: 'configuration' }, starts_by_itself: [] });
    expect(gone.stdout).not.toContain('"severity": "major"');
    await expect(desk.runAsPrinted(plan.rollback_id)).resolves.toMatchObject({ code: FINE });
    expect(Object.keys(see()).filter((key) => key.startsWith('object '))).toEqual(before);
    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
  });

  it('stands in the index of the runbook, which the commands themselves have written', async () => {
    const index = indexIn(runbook()) ?? '';
    const plan = await desk.latest('production');
    const rows = index.split('\n').filter((line) => /^\| \d{4}-/.test(line));

    expect(rows.join('\n')).toContain(plan.rollback_id.replaceAll('_', '\\_'));
    expect(rows.length).toBeGreaterThan(5);
  });
});
