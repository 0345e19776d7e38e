import * as ipaddr from 'ipaddr.js';

/** A network as platform files write it: without host bits, a single address with /32 or /128; undefined if it is none. */
export function canonicalCidr(network: string, version: 4 | 6): string | undefined {
  const family = version === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
  const withPrefix = network.includes('/') ? network : `${network}/${version === 4 ? 32 : 128}`;
  if (!family.isValidCIDR(withPrefix)) return undefined;
  const [, prefix] = family.parseCIDR(withPrefix);
  return `${family.networkAddressFromCIDR(withPrefix).toString()}/${prefix}`;
}
