import { describeDomain } from '../../../operations/adopt/describe-domain';
import { live, liveDomain } from '../../support/live';

describe('the description of a zone', () => {
  it('is none without a domain', () => {
    expect(describeDomain(live()).data).toBeUndefined();
  });

  it('has its address, and its time to live where that is not the default', () => {
    expect(describeDomain(live({ domain: liveDomain() })).data).toEqual({
      zone: 'shop.example',
      soaEmail: 'dns@shop.example',
    });
    expect(describeDomain(live({ domain: liveDomain({ ttl_sec: 300 }) })).data).toMatchObject({ ttlSeconds: 300 });
  });

  it.each([
    ['a copy of another one', { type: 'slave' }, 'kept elsewhere'],
    ['open to transfers', { axfr_ips: ['203.0.113.7'] }, 'axfr_ips'],
    ['set in ways that the provider cannot clear', { description: 'x', refresh_sec: 7200 }, 'description, refresh_sec'],
  ] as const)('leaves out one that is %s', (_what, more, reason) => {
    expect(describeDomain(live({ domain: liveDomain(more as object) }))).toMatchObject({
      data: undefined,
      leftOut: [{ what: 'the domain shop.example (60)', reason: expect.stringContaining(reason) as string }],
    });
  });
});
