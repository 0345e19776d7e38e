import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { readVariables } from '../../operations/bootstrap/variables-file';
import { dataOf } from '../support/platforms';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];
const REPORTS = 'acme-reports';

standInSuite('a platform that was made before there was a bucket of reports', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    workplace.variables.HOME = workplace.folder;
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = 'age1given';
    await workplace.synth(() => dataOf('docs/examples/minimal.yaml'));
    await workplace.createBuckets();
    await workplace.terraform('state', 'state', 'rm', 'linode_object_storage_bucket.reports');
    workplace.s3.buckets.delete(REPORTS);
    workplace.standIn.world.linode.buckets.delete(`nl-ams/${REPORTS}`);
    useKey(['acme-state', 'acme-artifacts', 'acme-ledger']);
  });
  afterAll(() => workplace.close());

  /** Keys are limited by bucket: the team's was minted for those there were. */
  function useKey(buckets: readonly string[]): void {
    const bucket_access = buckets.map((bucket_name) => ({ bucket_name, permissions: 'read_write' }));
    const { access_key, secret_key } = workplace.s3.mintKey({ label: 'team', bucket_access });
    Object.assign(workplace.variables, {
      AWS_ACCESS_KEY_ID: access_key,
      AWS_SECRET_ACCESS_KEY: secret_key,
      LINODE_OBJ_ACCESS_KEY: access_key,
      LINODE_OBJ_SECRET_KEY: secret_key,
    });
  }

  it('sees in its plan that bucket, to be made, and nothing else', async () => {
    const { code, stdout } = await workplace.command('plan', 'state');

    expect(code).toBe(FOUND);
    expect(stdout).toMatch(/^state: 1 to add\n {4}\+ linode_object_storage_bucket\.reports\n/);
  });

  it('gets it by an ordinary apply, though its key does not open it, and leaves no other key behind', async () => {
    const { code, stdout } = await workplace.command('apply', 'state', '--yes', '--no-snapshot');

    expect({ code, stdout }).toEqual({
      code: FINE,
      stdout: expect.stringContaining('state: done (1 added)') as string,
    });
    expect(workplace.s3.bucket(REPORTS).lifecycle).toMatch(/<Days>90<\/Days>/);
    expect([...workplace.standIn.world.linode.keys]).toEqual([]);
  });

  it('is told by plan and by doctor that its key does not open it', async () => {
    const planned = await workplace.command('plan', 'state');
    const examined = await workplace.command('doctor');

    expect(planned).toMatchObject({
      code: ERROR,
      stderr: expect.stringContaining('do not open this bucket') as string,
    });
    expect(examined.stdout).toMatch(/acme-reports: .*AccessDenied[^]*npx lke-platform bootstrap/);
  });

  it('gets a key that does from bootstrap, and has nothing to do then', async () => {
    const { code, stderr } = await workplace.command('bootstrap', '--out', workplace.output);
    const file = join(workplace.folder, '.config/lke-platform/acme.env');
    Object.assign(workplace.variables, existsSync(file) ? readVariables(file) : {});

    expect({ code, stderr }).toMatchObject({ code: FINE });
    await expect(workplace.command('plan', 'state')).resolves.toMatchObject({ code: FINE });
  });
});
