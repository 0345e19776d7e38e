import { z } from 'zod';
import { domainName, platformName } from '../../../model/limits';
import { suggest } from '../../../model/file/suggest';
import * as values from '../../../model/values';

const address = z.string().regex(/^https:\/\//);

describe('a suggested value', () => {
  it.each([
    ['quotes around a number', z.string(), '1.30', '"1.30"'],
    ['quotes around a boolean', z.string(), 'true', '"true"'],
    ['no quotes around a number', z.int(), '3', '3'],
    ['true for yes', z.boolean(), 'Yes', 'true'],
    ['false for off', z.boolean(), 'off', 'false'],
    ['a list of one', z.array(values.email), 'a@b.example', '[ a@b.example ]'],
    ['lower case', z.enum(['nl-ams']), 'NL-AMS', 'nl-ams'],
    ['a name', values.text(platformName), 'The Shop!', 'the-shop'],
    ['a domain for an address', values.text(domainName), 'https://Shop.example/', 'shop.example'],
    ['an address for a domain', address, 'api.shop.example', 'https://api.shop.example'],
    ['a prefix for a single address', values.ipv4Cidr, '10.1.2.3', '10.1.2.3/32'],
    ['both networks that host bits can mean', values.ipv4Cidr, '10.1.2.3/8', '10.0.0.0/8 or 10.1.2.3/32'],
    ['the same for IPv6', values.ipv6Cidr, '2001:db8::1/32', '2001:db8::/32 or 2001:db8::1/128'],
    ['the usual spelling of IPv6', values.ipv6Cidr, '2001:DB8::', '2001:db8::/128'],
    ['midnight for a day', values.timestamp, '2027-01-31', '2027-01-31T00:00:00Z'],
    ['UTC for a time without offset', values.timestamp, '2027-01-31T08:00:00', '2027-01-31T08:00:00Z'],
    ['a binary unit', values.memory, '16GB', '16Gi'],
    ['a binary unit in its spelling', values.memory, '4gi', '4Gi'],
    ['GiB for a bare number', values.memory, '8', '8Gi'],
    ['no spaces around a value', values.ipv4Cidr, '10.0.0.0/8 ', '10.0.0.0/8'],
    ['one network where there are no host bits', values.ipv6Cidr, '2001:0db8::/32', '2001:db8::/32'],
    ['the domain without wildcard', values.text(domainName), '*.shop.example', 'shop.example'],
    ['the domain without path and port', values.text(domainName), 'https://shop.example:8443/x', 'shop.example'],
    ['a domain in the letters of DNS', values.text(domainName), 'münchen.example', 'xn--mnchen-3ya.example'],
    ['the address of a person', values.email, 'Ann <ann@shop.example>', 'ann@shop.example'],
    ['seconds for a time without', values.timestamp, '2027-01-31T08:00Z', '2027-01-31T08:00:00Z'],
    ['the form of ISO 8601', values.timestamp, '2027-01-31 08:00:00+0100', '2027-01-31T08:00:00+01:00'],
    ['capitals for a duration', values.duration, 'pt8h', 'PT8H'],
    ['a duration for that of Go', values.duration, '8h', 'PT8H'],
    ['a duration for days', values.duration, '7d', 'P7D'],
    ['a duration for words', values.duration, '8 hours', 'PT8H'],
    ['a number of days for weeks', z.int(), '2w', '14'],
    ['a number of cores without the word', values.cpu, '4 cores', '4'],
    ['a day in the order of ISO 8601', values.day, '1.10.2026', '2026-10-01'],
    ['plain letters for accented ones', values.text(platformName), 'Café Straße', 'cafe-strasse'],
    ['plain letters for accented ones of a name', z.string().regex(/^[a-z0-9-]+$/), 'größe', 'grosse'],
    ['no typographic quotes', z.enum(['1.34']), '“1.34”', '"1.34"'],
    ['a hyphen for an underscore in a domain', values.text(domainName), 'my_shop.example', 'my-shop.example'],
  ])('is %s', (_, schema, given, suggestion) => {
    expect(suggest(schema, given)).toBe(suggestion);
  });

  it.each([
    ['nothing is given', z.string(), ''],
    ['nothing fits', values.day, 'yesterday'],
    ['a prefix is impossible', values.ipv4Cidr, '10.0.0.0/33'],
    ['a path would lose its parts', z.string().regex(/^[a-z-]+$/), 'a/b'],
    ['a number would become an address', values.text(domainName), '1.3'],
    ['a number would lose its sign', z.string().regex(/^\d$/), '-1'],
    ['letters of another script would be lost', values.text(platformName), 'shopмагазин'],
  ])('is none where %s', (_, schema, given) => {
    expect(suggest(schema, given)).toBeUndefined();
  });
});
