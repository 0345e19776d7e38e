import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { dataOf } from '../support/platforms';
import { enginesOf, killedRun } from '../support/killed-run';
import { RollbackDesk } from '../support/rollback';
import { type Ended, ended, Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];
const REMEDIATE = ['drift', 'remediate', 'production', '--yes', '--no-snapshot', '--no-audit'];

standInSuite('going back while the object storage goes away', () => {
  let workplace: Workplace;
  let desk: RollbackDesk;
  const synth = (cpu: number) =>
    workplace.synth(() => {
      const minimal = dataOf('docs/examples/minimal.yaml');
      const environments = minimal.environments as Record<string, object>;
      const production = { ...environments.production, quota: { cpu, memory: '24Gi', pods: 100 } };
      return { ...minimal, environments: { ...environments, production } };
    });
  beforeAll(async () => {
    workplace = await Workplace.open();
    desk = new RollbackDesk(workplace);
    workplace.variables.AWS_MAX_ATTEMPTS = '1'; // not the half minute of tries with a store that is gone
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(await generateIdentity());
    await synth(12);
    await workplace.createBuckets();
    await expect(workplace.command('apply', '--yes')).resolves.toMatchObject({ code: FINE });
  });
  afterAll(() => workplace.close());

  const kubernetes = () => [...workplace.standIn.world.kubernetes.values()][0]!;
  const quota = () => JSON.stringify(kubernetes().get('resource_quota', 'environment', 'env-production')?.fields);
  /** Changes what is applied. @returns id of the way back from it */
  async function changed(cpu: number): Promise<string> {
    await synth(cpu);
    return (await desk.applied()).id;
  }
  const errored = () => join(workplace.output, 'stacks/production/errored.tfstate');
  const runFolders = () => readdirSync(workplace.temporary).filter((name) => name.startsWith('lke-platform-'));

  /** Cuts the object storage as soon as the engine is at work on something. */
  async function cut(type: string, ...args: string[]): Promise<Ended> {
    const { faults } = workplace.standIn.world;
    faults.delay({ type, operation: 'update' }, 1000);
    const command = workplace.start(...args);
    command.stderr?.on('data', (text: string) => {
      if (text.includes(`changing ${type}`)) workplace.s3.trouble = 'cut';
    });
    const end = await ended(command);
    workplace.s3.trouble = undefined;
    faults.clear();
    return end;
  }

  /** What is true of the only copy of the state, however the run ended. */
  function expectKept({ code, stderr }: Ended): void {
    expect(code).toBe(ERROR);
    expect(stderr).toContain('cdktf.out/stacks/production/errored.tfstate is now the only copy of the state: keep it');
    expect(statSync(errored()).mode & 0o777).toBe(0o600);
    expect(runFolders()).toEqual([]);
  }

  it('keeps the state that drift remediate could not write, which apply puts back', async () => {
    kubernetes().get('namespace', 'env-production')!.labels['pod-security.kubernetes.io/enforce'] = 'privileged';
    expectKept(await cut('kubernetes_namespace_v1', ...REMEDIATE));

    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: ERROR });
    await expect(workplace.command('apply', 'production', '--yes')).resolves.toMatchObject({ code: FINE });
    expect(existsSync(errored())).toBe(false);
  });

  it('keeps the state that rollback run could not write, and puts it back when it is run again', async () => {
    const before = quota();
    const id = await changed(9);
    expectKept(await cut('kubernetes_resource_quota_v1', 'rollback', 'run', id, '--yes'));
    const again = await desk.run(id);

    expect(again).toMatchObject({ code: FINE, stderr: expect.stringContaining('Put it back, and release') as string });
    expect(existsSync(errored())).toBe(false);
    expect(quota()).toEqual(before);
  });

  it('keeps the state of an engine that goes on after its command was killed', async () => {
    const id = await changed(8);
    const { faults } = workplace.standIn.world;
    faults.delay({ type: 'kubernetes_resource_quota_v1', operation: 'update' }, 3000);
    const command = workplace.start('rollback', 'run', id, '--yes');
    command.stderr?.on('data', (text: string) => {
      if (!text.includes('changing kubernetes_resource_quota_v1')) return;
      workplace.s3.trouble = 'cut';
      command.kill('SIGKILL');
    });
    await ended(command);
    while (enginesOf(workplace).length > 0) await sleep(100);
    workplace.s3.trouble = undefined;
    faults.clear();
    const planned = await workplace.command('plan', 'production');

    expect(planned).toMatchObject({
      code: ERROR,
      stderr: expect.stringContaining('errored.tfstate is the only copy of its state') as string,
    });
    expect(planned.stderr).toMatch(/the rollback run of acme .* was killed/);
    expect(runFolders()).toEqual([]);
    await expect(desk.run(id)).resolves.toMatchObject({ code: FINE });
    expect(existsSync(errored())).toBe(false);
  });

  it('follows up a rollback that was killed with its engine', async () => {
    const id = await changed(7);
    await killedRun(workplace, ['rollback', 'run', id, '--yes'], (kill) => {
      workplace.standIn.world.faults.strike({ type: 'kubernetes_resource_quota_v1', operation: 'update' }, kill);
    });
    workplace.standIn.world.faults.clear();
    const { code, stdout } = await workplace.command('doctor');

    expect(code).toBe(FOUND);
    expect(stdout).toMatch(/the rollback run of acme .* was killed.*\n.*see what it made and did not record/);
    await desk.unlock();
    await expect(desk.run(id)).resolves.toMatchObject({ code: FINE });
  });
});
