import { z } from 'zod';
import { isCidr } from './cidr';
import type { NumberLimit, TextLimit } from './limit';
import { emailAddress } from './limits';
import { documented } from './field';
import { parseCpu, parseMemory } from './quantity';
import { SECRET_REFERENCE } from './secret-reference';

/** A string held to a limit of limits.ts. */
export const text = ({ min, max, pattern, allowed, source }: TextLimit) =>
  documented(z.string().min(min).max(max).regex(pattern), { about: 'A text', allowed, source });

/** A whole number held to a limit of limits.ts. */
export const whole = (limit: NumberLimit) => z.int().min(limit.min).max(limit.max);

/** Networks in CIDR notation, by version of IP. `isCidr` judges them. */
export const networks = {
  4: {
    allowed: 'an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32',
    source: 'docs/linode-notes.md (the API stores a bare address with /32, so that every plan would differ)',
  },
  6: {
    allowed: 'an IPv6 network in CIDR notation without host bits, such as 2001:db8::/32 or 2001:db8::1/128',
    source: 'docs/linode-notes.md (the API stores a bare address with /128, so that every plan would differ)',
  },
} as const;

export const ipv4Cidr = documented(
  z
    .string()
    .regex(/^[0-9.]+\/[0-9]{1,2}$/)
    .refine((value) => isCidr(value, 4)),
  { about: 'An IPv4 network', ...networks[4] },
);
export const ipv6Cidr = documented(
  z
    .string()
    .regex(/^[0-9a-f:]+\/[0-9]{1,3}$/)
    .refine((value) => isCidr(value, 6)),
  { about: 'An IPv6 network', ...networks[6] },
);

export const email = documented(z.email({ pattern: emailAddress.pattern }), {
  about: 'An e-mail address',
  allowed: 'an e-mail address, such as platform@example.com',
  source: emailAddress.source,
});

/** Amount of CPU in cores, as a number or a Kubernetes quantity (`1.5`, `500m`). */
export const cpu = z
  .union([z.number(), z.string()])
  .refine((value) => parseCpu(value) !== undefined)
  .transform(String);

// The patterns are for editors, which check them as people type; what they let pass is judged behind them.

/** Amount of memory as a Kubernetes quantity with a binary unit (`512Mi`, `16Gi`). */
export const memory = z
  .string()
  .regex(/^[0-9.]+(Ki|Mi|Gi|Ti)$/)
  .refine((value) => parseMemory(value) !== undefined);

/** A reference to a secret: `<source>://<path>[#<key>]`. */
export const secretReference = z.string().regex(SECRET_REFERENCE);

/** An ISO-8601 duration without years and months, whose length is not fixed. */
const DURATION = /^P(?:([\d.]+)W|(?=\d|T\d)(?:([\d.]+)D)?(?:T(?=\d)(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?)$/;
const SECONDS_OF = [7 * 24 * 60 * 60, 24 * 60 * 60, 60 * 60, 60, 1];

/** Seconds of a duration such as PT8H, P7D or P2W; undefined if it is none, or nothing at all. */
export function durationSeconds(value: string): number | undefined {
  // Only the last amount can have a fraction.
  const amounts = /\.\d+[A-Z]./.test(value) ? [] : (DURATION.exec(value)?.slice(1) ?? []);
  const seconds = SECONDS_OF.reduce((sum, unit, index) => sum + unit * Number(amounts[index] ?? 0), 0);
  return seconds > 0 ? seconds : undefined;
}

export const duration = z
  .string()
  .regex(/^P[0-9.WDTHMS]+$/)
  .refine((value) => durationSeconds(value) !== undefined);

/** An instant with its offset, such as 2027-01-31T00:00:00Z. */
export const timestamp = z.iso.datetime({ offset: true });

/** A day, such as 2026-11-01. */
export const day = z.iso.date();
