import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '@lke-platform/stand-ins/listen';
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

  it('takes the time from a refusal, too', async () => {
    ward.linode.world.faults.refuse({ type: 'api' }, { status: 503, message: 'Not now' });

    expect(await ward.find(clock, off(16))).toMatchObject({ status: 'fail' });
  });

  it.each([
    ['is down', 'http://127.0.0.1:9'],
    ['tells none', 'no date'],
    ['tells one that nobody can read', 'a strange date'],
    ['does not answer', 'silence'],
  ])('is not made where the API %s', async (_, kind) => {
    const server = createServer((_request, response) => {
      if (kind === 'silence') return;
      response.sendDate = false;
      if (kind === 'a strange date') response.setHeader('date', 'yesterday');
      response.end();
    });
    await listen(server);
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const variables = { LKE_PLATFORM_LINODE_API: kind.startsWith('http') ? kind : own };
    const finding = await ward.find(clock, { variables, timeoutMs: 300 });
    server.closeAllConnections();
    server.close();

    expect(finding).toEqual({
      status: 'not-checked',
      found: 'the Linode API tells no time',
      fix: 'compare it with another clock',
    });
  });
});
