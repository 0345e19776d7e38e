import { locks } from '../../../../operations/doctor/checks/locks';
import { Ward } from '../../../support/doctor';

const LOCK = {
  ID: '5b1d7d3c',
  Operation: 'OperationTypeApply',
  Who: 'jane@laptop',
  Created: '2026-11-23T12:00:00.123456789Z',
};

describe('the check of held locks', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  const now = () => new Date('2026-11-23T13:30:00Z');
  const put = (content: string) =>
    ward.s3.bucket('acme-platform-state').put('acme/production.tfstate.tflock', Buffer.from(content));

  it('finds none', async () => {
    expect(await ward.find(locks)).toEqual({ status: 'ok', found: 'none' });
  });

  it('says who has held one for how long, and how to release it', async () => {
    put(JSON.stringify(LOCK));

    expect(await ward.find(locks, { now })).toEqual({
      status: 'warn',
      found: 'production is locked by jane@laptop for 90 minutes (OperationTypeApply)',
      fix: expect.stringContaining(
        `terraform -chdir=${ward.folder}/cdktf.out/stacks/production force-unlock 5b1d7d3c`,
      ) as string,
    });
  });

  it('finds one behind a thousand other objects', async () => {
    const bucket = ward.s3.bucket('acme-platform-state');
    for (let index = 0; index < 1000; index += 1) bucket.put(`a/${index}`, Buffer.from(''));
    put(JSON.stringify(LOCK));

    expect(await ward.find(locks, { now })).toMatchObject({ status: 'warn' });
  });

  it('finds one whose engine was killed while it wrote it', async () => {
    put('{"ID":"5b1d');

    expect(await ward.find(locks, { now })).toMatchObject({
      status: 'warn',
      found: 'the lock on production is damaged, and does not tell who holds it',
      fix: expect.stringContaining('npx lke-platform unlock production') as string,
    });
  });
});
