import * as ipaddr from 'ipaddr.js';

/**
 * A network as platform files write it and as the API gives it back: without host bits, a single address with /32 or
 * /128; undefined if the text is none.
 */
export function canonicalCidr(text: string, version: 4 | 6): string | undefined {
  const withPrefix = text.includes('/') ? text : `${text}/${version === 4 ? 32 : 128}`;
  const isNetwork =
    version === 4 ? ipaddr.IPv4.isValidCIDRFourPartDecimal(withPrefix) : ipaddr.IPv6.isValidCIDR(withPrefix);
  if (!isNetwork) return undefined;
  const family = version === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
  const [, prefix] = family.parseCIDR(withPrefix);
  return `${family.networkAddressFromCIDR(withPrefix).toString()}/${prefix}`;
}

/** Whether a text is a network as {@link canonicalCidr} writes it; otherwise every plan would differ. */
export const isCidr = (text: string, version: 4 | 6) => canonicalCidr(text, version) === text;
