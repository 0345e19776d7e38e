import { randomUUID } from 'node:crypto';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import type { StateJson } from '../../operations/engine/state-json';
import { dataOf } from '../support/platforms';
import { type Ended, ended, Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];
const WITHOUT_SNAPSHOT = ['--yes', '--no-snapshot'];

standInSuite('an apply that is broken off', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    workplace.variables.AWS_MAX_ATTEMPTS = '1'; // not the half minute of tries with a store that is gone
    await workplace.synth(() => dataOf('docs/examples/minimal.yaml'));
    await workplace.createBuckets();
  });
  afterAll(() => workplace.close());

  const apply = (...stacks: string[]) => workplace.command('apply', ...stacks, ...WITHOUT_SNAPSHOT);
  const all = ({ stdout, stderr }: Ended) => stdout + stderr;

  describe('by a signal while the cluster is made', () => {
    let interrupted: Ended;
    beforeAll(async () => {
      const { faults, linode } = workplace.standIn.world;
      faults.delay({ type: 'api', name: /kubeconfig$/, operation: 'GET' }, 2000);
      const command = workplace.start('apply', 'cluster', ...WITHOUT_SNAPSHOT);
      const end = ended(command);
      while (linode.clusters.size === 0 && command.exitCode === null) await sleep(50);
      command.kill('SIGINT');
      interrupted = await end;
      faults.clear();
    });

    /** The command that takes the mark off, as it is printed. */
    const untaintLine = (text: string) => /apply again: (.+?)\. If/.exec(text)?.[1];

    it('says what was interrupted, and how to keep what was made', () => {
      expect(interrupted).toMatchObject({ code: ERROR, stderr: expect.stringContaining('interrupted') as string });
      expect(untaintLine(interrupted.stderr)).toMatch(/untaint linode_lke_cluster\.cluster$/);
    });

    it('is told the same way out by every command, and never to give up the protection', async () => {
      const replies = [
        await apply('cluster'),
        await workplace.command('plan', 'cluster'),
        await workplace.command('doctor'),
      ];

      expect(replies.map(({ code }) => code)).toEqual([ERROR, ERROR, FOUND]);
      expect(replies.map(all).map(untaintLine)).toEqual(Array(3).fill(untaintLine(interrupted.stderr)));
      expect(replies.map(all).join()).not.toContain('deletionProtection');
    });

    it('goes on with the same cluster after that command, as it is printed', async () => {
      const line = untaintLine(interrupted.stderr) ?? 'false';
      const { linode } = workplace.standIn.world;
      const before = [...linode.clusters.keys()];

      await expect(workplace.shell(line)).resolves.toMatchObject({ code: 0 });
      await expect(apply()).resolves.toMatchObject({ code: FINE });
      expect([...linode.clusters.keys()]).toEqual(before);
    });
  });

  describe('because the object storage goes away', () => {
    const errored = () => join(workplace.output, 'stacks/production/errored.tfstate');
    const nothingLeft = async () => {
      await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
      expect(existsSync(errored())).toBe(false);
    };
    let cut: Ended;
    beforeAll(async () => {
      const quota = { cpu: 9, memory: '24Gi', pods: 100 };
      await workplace.synth(() => {
        const minimal = dataOf('docs/examples/minimal.yaml');
        const environments = minimal.environments as Record<string, object>;
        return { ...minimal, environments: { ...environments, production: { ...environments.production, quota } } };
      });
      const { faults } = workplace.standIn.world;
      faults.delay({ type: 'kubernetes_resource_quota_v1', operation: 'update' }, 1000);
      const command = workplace.start('apply', 'production', ...WITHOUT_SNAPSHOT);
      command.stderr?.on('data', (text: string) => {
        if (text.includes('changing kubernetes_resource_quota_v1')) workplace.s3.trouble = 'cut';
      });
      cut = await ended(command);
      workplace.s3.trouble = undefined;
      faults.clear();
    });

    it('names the only copy of the state, which nobody else can read', () => {
      expect(cut.code).toBe(ERROR);
      expect(cut.stderr).toContain('errored.tfstate is now the only copy of the state: keep it');
      expect(statSync(errored()).mode & 0o777).toBe(0o600);
    });

    it('puts it back with the next apply, and releases the lock of that run', async () => {
      const applied = await apply('production');

      expect(applied).toMatchObject({
        code: FINE,
        stderr: expect.stringContaining('Put it back, and release') as string,
      });
      await nothingLeft();
      const { stdout } = await workplace.command('audit', 'list', '--kind', 'state-push.done', '--json');
      const { events } = (JSON.parse(stdout) as { result: { events: object[] } }).result;
      expect(events).toMatchObject([
        { chain: 'production', actor: { name: 'stand-in' }, details: { stack: 'production' } },
      ]);
    });

    it('makes no plan without that state, and the commands that plan and doctor print put it back', async () => {
      const { serial, ...state } = JSON.parse(
        (await workplace.terraform('production', 'state', 'pull')).stdout,
      ) as StateJson;
      await workplace.terraform('production', 'state', 'rm', 'kubernetes_limit_range_v1.namespace_limits');
      writeFileSync(errored(), JSON.stringify({ ...state, serial: serial + 2 }));
      const lock = {
        ID: randomUUID(),
        Operation: 'OperationTypeApply',
        Who: 'jane@laptop',
        Created: '2026-11-23T12:00:00Z',
      };
      const [bucket, key] = [workplace.s3.bucket('acme-state'), 'acme/production.tfstate.tflock'];
      bucket.put(key, Buffer.from(JSON.stringify(lock)));

      const applied = await apply('production');
      const [planned, examined] = [await workplace.command('plan', 'production'), await workplace.command('doctor')];
      const way = /by hand: (.*)$/m.exec(planned.stderr)?.[1] ?? 'false';

      expect([applied.code, planned.code, examined.code]).toEqual([ERROR, ERROR, FOUND]);
      expect(applied.stderr).toContain('locked by jane@laptop');
      expect(way).toMatch(/force-unlock \S+ && \S+ -chdir=\S+ state push errored.tfstate$/);
      expect(examined.stdout).toContain(way);
      expect(examined.stdout).not.toMatch(/\brm /);
      await expect(workplace.shell(way, 'yes\n')).resolves.toMatchObject({ code: 0 });
      await nothingLeft();
    });
  });
});
