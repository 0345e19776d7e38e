import { domainsInZone, ingressBaseDomain } from '../../../model/rules/domains';
import { brokenPlaces } from '../../support/broken-places';

describe('the base domain of a hand-off contract', () => {
  const BASE = 'environments.staging.handoff.ingressBaseDomain';
  const places = (ingressBaseDomain_: string, ...domains: string[]) =>
    brokenPlaces(ingressBaseDomain, {
      environments: { staging: { domains, handoff: { ingressBaseDomain: ingressBaseDomain_ } } },
    });

  it('is a domain of the environment, or one below it', () => {
    expect(places('shop.acme.example', 'other.example', 'shop.acme.example')).toEqual([]);
    expect(places('eu.shop.acme.example', 'shop.acme.example')).toEqual([]);
  });

  it('is none above it, beside it, or that only ends alike: others answer for these', () => {
    for (const other of ['acme.example', 'blog.acme.example', 'workshop.acme.example']) {
      expect(places(other, 'shop.acme.example')).toEqual([BASE]);
    }
    expect(places('shop.acme.example')).toEqual([BASE]);
  });

  it('is that of one environment alone', () => {
    const handoff = { ingressBaseDomain: 'acme.example' };
    const domains = ['acme.example'];

    expect(
      brokenPlaces(ingressBaseDomain, {
        environments: { staging: { domains, handoff }, production: { domains, handoff } },
      }),
    ).toHaveLength(1);
  });
});

describe('a domain of an environment', () => {
  const places = (...domains: string[]) =>
    brokenPlaces(domainsInZone, {
      network: { dns: { zone: 'acme.example' } },
      environments: { staging: { domains } },
    });

  it('lies in the zone of the platform', () => {
    expect(places('acme.example', 'shop.acme.example')).toEqual([]);
    expect(places('example', 'notacme.example', 'acme.example.org')).toEqual(
      [0, 1, 2].map((index) => `environments.staging.domains.${index}`),
    );
  });
});
