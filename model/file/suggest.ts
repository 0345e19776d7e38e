import * as ipaddr from 'ipaddr.js';
import { stringify } from 'yaml';
import { z } from 'zod';

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'on', 'true', 'y', '1'].map((word) => [word, true] as const),
  ...['no', 'off', 'false', 'n', '0'].map((word) => [word, false] as const),
]);

/** What people write, and what they most likely meant. The first repair counts of which the schema takes a result. */
const REPAIRS: readonly ((text: string) => readonly unknown[])[] = [
  (text) => [text],
  (text) => [Number(text)],
  (text) => [BOOLEANS.get(text.toLowerCase())],
  (text) => [[text]],
  (text) => [text.toLowerCase()],
  asDomain,
  asAddress,
  asNetwork,
  asTimestamp,
  (text) => [text.replace(/([GM])i?B?$/, '$1i')],
  asName,
];

/** Values near a wrong one that the schema takes, as YAML writes them; undefined if there is none. */
export function suggest(schema: z.core.$ZodType, text: string): string | undefined {
  if (text === '') return undefined;
  for (const repair of REPAIRS) {
    const taken = repair(text).filter((value) => value !== undefined && z.safeParse(schema, value).success);
    if (taken.length > 0) return taken.map(asYaml).join(' or ');
  }
  return undefined;
}

const asYaml = (value: unknown) => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();

/** A domain that was written as an address or with a trailing dot. */
function asDomain(text: string): readonly string[] {
  return [
    text
      .replace(/^[a-z]+:\/\//, '')
      .replace(/[./]+$/, '')
      .toLowerCase(),
  ];
}

/** An address that was written without its scheme. */
function asAddress(text: string): readonly string[] {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+/.test(text) ? [`https://${text}`] : [];
}

/** A network that was written with host bits, or a single address without its prefix. */
function asNetwork(text: string): readonly string[] {
  const single = (address: string) => `${address}/${ipaddr.IPv4.isValid(address) ? 32 : 128}`;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return [single(text)];
  if (ipaddr.IPv6.isValid(text)) return [single(ipaddr.IPv6.parse(text).toString())];
  if (!ipaddr.isValidCIDR(text)) return [];
  const [address, prefix] = ipaddr.parseCIDR(text);
  const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return [`${family.networkAddressFromCIDR(text).toString()}/${prefix}`, single(address.toString())];
}

/** A timestamp that was written as a day, or without its offset. */
function asTimestamp(text: string): readonly string[] {
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? [`${text}Z`, `${text}T00:00:00Z`] : [];
}

/** A name that was written in capitals or with characters it cannot have. */
function asName(text: string): readonly string[] {
  if (!/[a-z]/i.test(text) || text.includes('/')) return [];
  return [
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
  ];
}
