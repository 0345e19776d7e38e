import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { dataOf } from '../support/platforms';
import { RollbackDesk } from '../support/rollback';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];
const TYPE = 'linode_object_storage_bucket';

type Buckets = Record<string, Record<string, unknown>>;

standInSuite('going back from a change of buckets', () => {
  let workplace: Workplace;
  let desk: RollbackDesk;
  beforeAll(async () => {
    workplace = await Workplace.open();
    desk = new RollbackDesk(workplace);
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(await generateIdentity());
    await synth();
    await workplace.createBuckets();
    await expect(workplace.command('apply', 'state', '--yes')).resolves.toMatchObject({ code: FINE });
  });
  afterAll(() => workplace.close());

  const synth = () => workplace.synth(() => dataOf('docs/examples/minimal.yaml'));
  /** What is known of each bucket, at Linode and in the object storage; objects of the operations come by themselves. */
  const see = () => {
    const known = [...workplace.standIn.world.linode.buckets.values()].map(({ label }) => label).sort();
    return known.map((label) => {
      const { versioning, lifecycle } = workplace.s3.bucket(label);
      return { label, versioning, lifecycle };
    });
  };
  const of = (label: string) => see().find((bucket) => bucket.label === label);

  /** Applies the stack `state` as another release would have it. @returns id of the plan to go back */
  const applied = async (change: (buckets: Buckets) => Buckets) => {
    await synth();
    const file = join(workplace.output, 'stacks/state/cdk.tf.json');
    const { resource, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { resource: Record<string, Buckets> };
    writeFileSync(file, JSON.stringify({ ...rest, resource: { ...resource, [TYPE]: change(resource[TYPE] ?? {}) } }));
    const { code, stdout } = await workplace.command('apply', 'state', '--yes', '--json', '--allow-dirty');
    if (code !== FINE) throw new Error(stdout);
    const plan = await desk.latest('state');
    await synth();
    return plan as { readonly rollback_id: string; readonly reversibility: string };
  };
  const extra = (buckets: Buckets) => ({
    ...buckets,
    extra: { label: 'acme-extra', region: 'nl-ams', acl: 'private' },
  });

  it('sets the former lifecycle rules again', async () => {
    const before = see();
    const rule = [{ id: 'expire-reports', enabled: true, expiration: { days: 7 } }];
    const plan = await applied((buckets) => ({ ...buckets, reports: { ...buckets.reports, lifecycle_rule: rule } }));

    expect(of('acme-reports')?.lifecycle).not.toEqual(before.find(({ label }) => label === 'acme-reports')?.lifecycle);
    expect(plan.reversibility).toBe('needs-restore');
    await expect(desk.runAsPrinted(plan.rollback_id)).resolves.toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
    await expect(workplace.command('plan', 'state')).resolves.toMatchObject({ code: FINE });
  });

  it('destroys a bucket that was made, once nothing is in it', async () => {
    const before = see();
    const plan = await applied(extra);
    const bucket = workplace.s3.bucket('acme-extra');
    bucket.put('of-somebody', Buffer.from('kept'));
    const refused = await desk.runAsPrinted(plan.rollback_id);

    expect(plan.reversibility).toBe('needs-restore');
    expect(refused).toMatchObject({ code: ERROR, stderr: expect.stringMatching(/not empty/i) as string });
    expect(bucket.keys()).toEqual(['of-somebody']);
    bucket.delete('of-somebody');
    await expect(desk.runAsPrinted(plan.rollback_id)).resolves.toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
  });

  it('leaves versioning on that was switched on, says so, and takes back all else', async () => {
    const before = see();
    const plan = await applied((buckets) => extra({ ...buckets, reports: { ...buckets.reports, versioning: true } }));
    const went = await desk.runAsPrinted(plan.rollback_id);

    expect(plan.reversibility).toBe('irreversible');
    expect(went).toMatchObject({
      code: FOUND,
      stdout: expect.stringContaining('not all of it is as it was before') as string,
      stderr: expect.stringContaining(`leave versioning of ${TYPE}.reports as it is`) as string,
    });
    expect(of('acme-extra')).toBeUndefined();
    expect(see().filter(({ label }) => label !== 'acme-reports')).toEqual(
      before.filter(({ label }) => label !== 'acme-reports'),
    );
    // Suspended, as Linode would take false, locks in it would stick.
    expect(of('acme-reports')?.versioning).toBe('Enabled');
  });
});
