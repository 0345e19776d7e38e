import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { REGIONS } from '../../world/linode/regions';

/** Parts of request bodies that several endpoints share, with what the API says of a wrong one. */

/** A label of letters, digits and dashes. */
export function label(min: number, max: number, allowed = /^[a-zA-Z0-9-]*$/) {
  const length = `Length must be ${min}-${max} characters`;
  return z.string().min(min, length).max(max, length).regex(allowed, `Must only use ${allowed.source}`);
}

export const tags = z.array(
  z.string().min(3, 'Length must be 3-50 characters').max(50, 'Length must be 3-50 characters'),
);

/** A region that has what is asked of it. */
export function regionWith(capability: string) {
  return z.string().refine((id) => REGIONS.find((it) => it.id === id)?.capabilities.includes(capability), {
    message: 'region is not valid',
  });
}

/** Addresses as the API stores them: always with a prefix length. */
export function addresses(family: 'ipv4' | 'ipv6') {
  const whole = family === 'ipv4' ? 32 : 128;
  return z.array(
    z
      .string()
      .transform((it) => (it.includes('/') ? it : `${it}/${whole}`))
      .refine((it) => isCidr(it, family), { message: `Must be an ${family} address or network` }),
  );
}

export function isCidr(text: string, family: 'ipv4' | 'ipv6'): boolean {
  return ipaddr.isValidCIDR(text) && ipaddr.parseCIDR(text)[0].kind() === family;
}

/** Bounds of an integer, as the API words them. */
export function integer(min: number, max: number) {
  const bounds = `Must be ${min}-${max}`;
  return z.int(bounds).min(min, bounds).max(max, bounds);
}
