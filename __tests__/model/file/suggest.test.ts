import { z } from 'zod';
import { domainName, platformName } from '../../../model/constraints';
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
  ])('is %s', (_, schema, given, suggestion) => {
    expect(suggest(schema, given)).toBe(suggestion);
  });

  it.each([
    ['nothing is given', z.string(), ''],
    ['nothing fits', values.day, 'yesterday'],
    ['a prefix is impossible', values.ipv4Cidr, '10.0.0.0/33'],
    ['a path would lose its parts', z.string().regex(/^[a-z-]+$/), 'a/b'],
    ['a number would lose its sign', z.string().regex(/^\d$/), '-1'],
  ])('is none where %s', (_, schema, given) => {
    expect(suggest(schema, given)).toBeUndefined();
  });
});
