import { canonicalCidr } from '../../model/cidr';

describe('a network', () => {
  it.each([
    ['203.0.113.7', 4, '203.0.113.7/32'],
    ['10.1.2.3/8', 4, '10.0.0.0/8'],
    ['2001:DB8::1', 6, '2001:db8::1/128'],
    ['2001:db8:0:0::/32', 6, '2001:db8::/32'],
  ] as const)('%s is written without host bits and with a prefix', (network, version, written) => {
    expect(canonicalCidr(network, version)).toBe(written);
  });

  it.each([
    ['pl:system:all', 4],
    ['::1', 4],
    ['10.0.0.0/33', 4],
  ] as const)('is not %s', (text, version) => {
    expect(canonicalCidr(text, version)).toBeUndefined();
  });
});
