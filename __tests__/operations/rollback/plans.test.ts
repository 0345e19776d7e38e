import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { objectStorage } from '../../../operations/object-storage/client';
import { NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';
import { firstOfEachStack, RollbackPlans } from '../../../operations/rollback/plans';
import { keyOf, type RollbackPlan } from '../../../operations/rollback/record';

const BUCKET = 'acme-plans-artifacts';
const plan = (id: string, change = 'c0ffee0123'): RollbackPlan => ({
  ...{ version: 1, rollback_id: id, platform: 'acme', stack: 'production', made_at: '2026-11-28T06:00:00.000Z' },
  ...{
    is_production: true,
    change_id: change,
    trigger_condition: ['alert'],
    starts_by_itself: [],
    steps: [],
    validation: [],
  },
  ...{ approval: null, drift_report_id: null, reversibility: 'reversible', ways_back: [], inverse_blocks: NO_BLOCKS },
  ...{ changed: { key: `applied/${id}/`, hash: 'h' }, previous: { kind: 'nothing' }, snapshot: null, state: null },
});

describe('rollback plans', () => {
  let s3: S3StandIn;
  let plans: RollbackPlans;
  const find = (given: string) => plans.find(given, (id) => `npx lke-platform rollback plan ${id}`);
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(BUCKET);
    s3.longestPage = 2; // a store tells all in several pages
    plans = new RollbackPlans(objectStorage(s3.access(), { attempts: 1 }), BUCKET);
  });
  afterEach(() => s3.stop());

  it('are kept and read again, the last first', async () => {
    await plans.keep(plan('production/2026-11-28T06-00-00-000Z-a'));
    await plans.keep({ ...plan('system/2026-11-28T05-00-00-000Z-b'), stack: 'system' });

    expect(await plans.read('production/2026-11-28T06-00-00-000Z-a')).toEqual(
      plan('production/2026-11-28T06-00-00-000Z-a'),
    );
    expect((await plans.latest(undefined, 2)).map((it) => it.rollback_id.slice(0, 6))).toEqual(['produc', 'system']);
    expect(await plans.latest('system', 5)).toHaveLength(1);
  });

  it('are found by id, by change or by the beginning of either, where that names one', async () => {
    await plans.keep(plan('production/1', '#12'));
    await plans.keep(plan('production/2', 'c0ffee0123'));
    await plans.keep(plan('production/3', 'c0ffee0123'));

    expect(await find('production/1')).toMatchObject({ change_id: '#12' });
    expect(await find('#12')).toMatchObject({ rollback_id: 'production/1' });
    await expect(find('c0ffee')).rejects.toMatchObject({
      problems: ['production/3', 'production/2'].map((id) => ({ fix: `npx lke-platform rollback plan ${id}` })),
    });
    await expect(find('#99')).rejects.toThrow(/no change "#99" has a rollback plan/);
    await expect(plans.read('production/9')).rejects.toThrow(/there is no rollback plan production\/9/);
  });

  it('of a rollback are not meant by the change that it leads back to, whose commit they name', async () => {
    await plans.keep(plan('production/1', 'c0ffee0123'));
    await plans.keep({ ...plan('production/3', 'c0ffee0123'), undoes: 'production/2' });

    expect(await find('c0ffee0123')).toMatchObject({ rollback_id: 'production/1' });
    expect(await find('c0ffee')).toMatchObject({ rollback_id: 'production/1' });
    expect(await find('production/3')).toMatchObject({ undoes: 'production/2' });
  });

  it('of a change of several stacks are those of all, or the first of each', async () => {
    for (const id of ['cluster/1', 'production/2', 'production/3']) await plans.keep(plan(id, '#12'));
    const fixes = (ids: string[]) => ({ problems: ids.map((id) => ({ fix: id })) });

    await expect(plans.find('#12', (id) => id)).rejects.toMatchObject(
      fixes(['production/3', 'production/2', 'cluster/1']),
    );
    await expect(plans.find('#12', (id) => id, firstOfEachStack)).rejects.toMatchObject(
      fixes(['production/2', 'cluster/1']),
    );
    await plans.keep(plan('production/4', '#13'));
    await plans.keep(plan('production/5', '#13'));
    expect(await plans.find('#13', (id) => id, firstOfEachStack)).toMatchObject({ rollback_id: 'production/4' });
  });

  it('are not taken for those of another change that begins alike', async () => {
    await plans.keep(plan('production/1', '#12'));
    for (const other of ['#1', '', 'p', 'production', 'production/', 'c0f'])
      await expect(find(other)).rejects.toThrow(`no change "${other}" has a rollback plan`);
    await plans.keep(plan('production/2', '#1'));
    await plans.keep(plan('production/3', 'c0ffee0123-dirty'));

    expect(await find('#1')).toMatchObject({ rollback_id: 'production/2' });
    expect(await find('#12')).toMatchObject({ rollback_id: 'production/1' });
    expect(await find('c0ff')).toMatchObject({ rollback_id: 'production/3' });
  });

  it('that are damaged, or of another id, are told of, and keep no other from being read', async () => {
    await plans.keep(plan('production/1'));
    await plans.keep(plan('production/2'));
    const bucket = s3.bucket(BUCKET);
    bucket.put(keyOf('production/3'), bucket.get(keyOf('production/1')).body);
    bucket.put(keyOf('production/2'), Buffer.from('{"version": 1'));

    await expect(plans.read('production/2')).rejects.toThrow(/is damaged/);
    await expect(plans.read('production/3')).rejects.toThrow(/says of itself that it is production\/1/);
    expect((await plans.latest(undefined, 5)).map((it) => 'unreadable' in it)).toEqual([true, true, false]);
  });

  it('are refused where the store does not hold what was written', async () => {
    const bucket = s3.bucket(BUCKET);
    const put = bucket.put.bind(bucket);
    bucket.put = (key, body, ...rest) => put(key, Buffer.concat([body, Buffer.from(' ')]), ...rest);

    await expect(plans.keep(plan('production/1'))).rejects.toThrow(
      /the way back of this change cannot be kept.*Nothing was applied/,
    );
  });
});
