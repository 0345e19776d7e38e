import { type z } from 'zod';
import { platformName } from '../../model/limits';
import * as values from '../../model/values';

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe('a network', () => {
  it.each(['0.0.0.0/0', '10.0.0.0/8', '203.0.113.0/24', '203.0.113.7/32'])('%s is one of IPv4', (text) => {
    expect(takes(values.ipv4Cidr, text)).toBe(true);
  });

  it.each(['203.0.113.7', '203.0.113.7/24', '203.0.113.0/33', '010.0.0.0/8', '10/8', '2001:db8::/32', '', 'office'])(
    '%j is none of IPv4',
    (text) => {
      expect(takes(values.ipv4Cidr, text)).toBe(false);
    },
  );

  it.each(['::/0', '2001:db8::/32', '2001:db8::1/128'])('%s is one of IPv6', (text) => {
    expect(takes(values.ipv6Cidr, text)).toBe(true);
  });

  it.each(['2001:db8::1', '2001:db8::1/32', '2001:db8::/129', '10.0.0.0/8', '::g/0'])('%s is none of IPv6', (text) => {
    expect(takes(values.ipv6Cidr, text)).toBe(false);
  });

  it('is spelled as the Linode API gives it back, or every plan would differ', () => {
    expect(takes(values.ipv6Cidr, '2001:DB8:0::/32')).toBe(false);
  });
});

describe('a duration', () => {
  it.each([
    ['PT30S', 30],
    ['PT5M', 300],
    ['PT1.5H', 5400],
    ['P1DT2H', 93_600],
    ['P2W', 1_209_600],
  ])('%s lasts %d seconds', (text, seconds) => {
    expect(values.durationSeconds(text)).toBe(seconds);
  });

  it.each(['P1M', 'P1Y', 'PT0S', '-PT1H', 'P', 'PT', '8h', '8 hours', '3600', ''])('%j is none', (text) => {
    expect(takes(values.duration, text)).toBe(false);
  });
});

describe('a moment', () => {
  it.each(['2027-01-31T00:00:00Z', '2027-01-31T00:00:00.5Z', '2027-01-31T00:00:00+02:00'])(
    '%s has its offset',
    (text) => {
      expect(takes(values.timestamp, text)).toBe(true);
    },
  );

  it.each(['2027-01-31', '2027-01-31T00:00:00', '2027-02-30T00:00:00Z', '31.01.2027', ''])('%j is none', (text) => {
    expect(takes(values.timestamp, text)).toBe(false);
  });

  it.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2027-1-1', false],
    ['2027-01-01T00:00:00Z', false],
  ])('%s is a day: %j', (text, expected) => {
    expect(takes(values.day, text)).toBe(expected);
  });
});

describe('CPU and memory', () => {
  it.each([
    [24, '24'],
    [1.5, '1.5'],
    ['500m', '500m'],
  ])('%j becomes the quantity %s', (given, quantity) => {
    expect(values.cpu.parse(given)).toBe(quantity);
  });

  it.each([0, -1, '', 'lots', true, null, [2]])('%j is not CPU', (given) => {
    expect(takes(values.cpu, given)).toBe(false);
  });

  it.each(['16', 16, '16G', null])('%j is not memory', (given) => {
    expect(takes(values.memory, given)).toBe(false);
  });
});

describe('text and numbers held to a limit', () => {
  const name = values.text(platformName);

  it.each(['acme', 'acme-2', 'a'.repeat(24)])('take %s', (text) => {
    expect(takes(name, text)).toBe(true);
  });

  it.each(['', 'ab', 'a'.repeat(25), 'Acme', '2acme', 'acme-', 'ac--me', 'ac me', 'acme\n'])('refuse %j', (text) => {
    expect(takes(name, text)).toBe(false);
  });

  it('take both ends of a range, and whole numbers only', () => {
    const count = values.whole({ min: 1, max: 100, allowed: '', source: '' });

    expect([0, 1, 1.5, 100, 101, '3', NaN].map((value) => takes(count, value))).toEqual([
      false,
      true,
      false,
      true,
      false,
      false,
      false,
    ]);
  });
});
