import { clock } from '../../../../operations/doctor/checks/clock';
import { Ward } from '../../../support/doctor';

describe('the check of the clock', () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await Ward.open();
  });
  afterAll(() => ward.close());

  const off = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * 60_000) });

  it.each([
    [0, 'ok'],
    [2, 'warn'],
    [-2, 'warn'],
    [16, 'fail'],
    [-16, 'fail'],
  ])('%i minutes off: %s', async (minutes, status) => {
    expect(await ward.find(clock, off(minutes))).toMatchObject({ status });
  });

  it('says how far off it is, in which direction, and what that leads to', async () => {
    expect(await ward.find(clock, off(-16))).toEqual({
      status: 'fail',
      found: expect.stringMatching(/^9[56]\d seconds behind the Linode API: object storage refuses/) as string,
      fix: 'let this machine keep its clock by NTP',
    });
  });

  it('is not made when nobody tells the time', async () => {
    expect(await ward.find(clock, { variables: { LKE_PLATFORM_LINODE_API: 'http://127.0.0.1:9' } })).toMatchObject({
      status: 'not-checked',
    });
  });
});
