import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { listLocks } from '../../operations/object-storage/locks';
import { CephAccount } from '../support/ceph/account';
import { onCeph, runningCeph } from '../support/ceph/running';
import { dataOf } from '../support/platforms';
import { wayOutIn, runAsPrinted } from '../support/killed-run';
import { Workplace } from '../support/workplace';

const [FINE, ERROR] = [0, 1];
const LOCK = { Bucket: 'acme-state', Key: 'acme/state.tfstate.tflock' };

/** What damages a lock: a write that was cut off, and what another program put there. */
const DAMAGED = ['{"ID":', '', '{}', '{"Who":"jane@laptop"}', 'null', '<html>403 Forbidden</html>'];

onCeph('the commands of a deploy on Ceph', () => {
  let account: CephAccount;
  let workplace: Workplace;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'deploy');
    workplace = await Workplace.open(account.access());
    workplace.variables.AWS_REQUEST_CHECKSUM_CALCULATION = 'when_required';
    workplace.variables.AWS_RESPONSE_CHECKSUM_VALIDATION = 'when_required';
    await workplace.synth(() => ({ ...dataOf('docs/examples/minimal.yaml'), deletionProtection: false }));
    await workplace.createBuckets();
  });
  afterAll(() => workplace.close());

  const put = (key: string, Body: string) =>
    account.s3.send(new PutObjectCommand({ Bucket: 'acme-state', Key: key, Body }));

  describe('a lock that is damaged', () => {
    it.each(DAMAGED)('is released by the command that the error prints: %p', async (content) => {
      await put(LOCK.Key, content);
      const planned = await workplace.command('plan', 'state');
      const examined = await workplace.command('doctor', '--json');
      const way = wayOutIn(planned.stderr) ?? '';

      expect(planned.code).toBe(ERROR);
      expect(way).toBe('npx lke-platform unlock state');
      expect(wayOutIn(examined.stdout)).toBe(way);
      await expect(runAsPrinted(workplace, way)).resolves.toMatchObject({ code: FINE });
      expect(await listLocks(account.s3, LOCK.Bucket)).toEqual([]);
      await expect(workplace.command('plan', 'state')).resolves.toMatchObject({ code: FINE });
    });

    it('is written down in the audit log', async () => {
      const { stdout } = await workplace.command('audit', 'list', '--json', '--kind', 'unlock');

      expect(stdout).toContain('"kind": "unlock.done"');
    });
  });

  describe('the end of a platform', () => {
    const folder = () => join(workplace.folder, 'export');
    const destroy = () => workplace.command('destroy', '--platform', '--export', folder(), '--yes', '--no-snapshot');

    it('keeps every version of what was in the buckets', async () => {
      for (const Body of ['old', 'new']) {
        await account.s3.send(new PutObjectCommand({ Bucket: 'acme-artifacts', Key: 'heads/production', Body }));
      }
      await expect(destroy()).resolves.toMatchObject({ code: FINE });
      const [version = ''] = readdirSync(join(folder(), 'artifacts.versions/heads/production'));

      expect(readFileSync(join(folder(), 'artifacts/heads/production'), 'utf8')).toBe('new');
      expect(readFileSync(join(folder(), 'artifacts.versions/heads/production', version), 'utf8')).toBe('old');
    });

    it('is said of a platform that is gone, with what was looked for', async () => {
      const again = await destroy();

      expect(again).toMatchObject({ code: FINE, stdout: expect.stringContaining('none of the buckets') as string });
      expect(again.stderr).toContain('https://cloud.linode.com/profile/tokens');
    });
  });
});
