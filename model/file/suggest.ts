import { domainToASCII } from 'node:url';
import { stringify } from 'yaml';
import { z } from 'zod';
import { canonicalCidr } from '../cidr';

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'on', 'true', 'y', '1'].map((word) => [word, true] as const),
  ...['no', 'off', 'false', 'n', '0'].map((word) => [word, false] as const),
]);

/** Longer texts are not misspelt values, and repairing them takes long. */
const LONGEST_TEXT = 2048;

/** What people write, and what they most likely meant. The first repair counts of which the schema takes a result. */
const REPAIRS: readonly ((text: string) => readonly unknown[])[] = [
  (text) => [text],
  (text) => [text.trim()],
  (text) => [text.replace(/^[“”„‘’«»]+|[“”„‘’«»]+$/g, '')],
  (text) => [Number(text)],
  (text) => [BOOLEANS.get(text.toLowerCase())],
  (text) => [[text]],
  (text) => [text.toLowerCase()],
  asDomain,
  asAddress,
  asEmail,
  asNetwork,
  asTimestamp,
  asDay,
  asDuration,
  asDays,
  asCores,
  asMemory,
  asName,
];

/** Values near a wrong one that the schema takes, as YAML writes them; undefined if there is none. */
export function suggest(schema: z.core.$ZodType, text: string): string | undefined {
  if (text === '' || text.length > LONGEST_TEXT) return undefined;
  for (const repair of REPAIRS) {
    const taken = repair(text).filter((value) => isGiven(value) && z.safeParse(schema, value).success);
    if (taken.length > 0) return [...new Set(taken.map(asYaml))].join(' or ');
  }
  return undefined;
}

const isGiven = (value: unknown) => value !== undefined && value !== '';

const asYaml = (value: unknown) => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();

/** A domain that was written as an address, as a wildcard, with a trailing dot, or in letters of another script. */
function asDomain(text: string): readonly string[] {
  const host = /^[a-z]+:\/\/([^/]+)/.exec(text)?.[1] ?? text;
  return /[\s/]/.test(host) || !/[a-z]/i.test(host) || !host.includes('.')
    ? []
    : [
        domainToASCII(
          host
            .replace(/^\*\./, '')
            .replace(/\.?(:\d+)?$/, '')
            .replace(/_/g, '-'),
        ),
      ];
}

/** An e-mail address that was written with a name before it. */
function asEmail(text: string): readonly string[] {
  return [/[^\s<>:"]+@[^\s<>"]+/.exec(text)?.[0] ?? ''];
}

/** An address that was written without its scheme. */
function asAddress(text: string): readonly string[] {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+/.test(text) ? [`https://${text}`] : [];
}

/** A network that was written with host bits, in another spelling, or a single address without its prefix. */
function asNetwork(text: string): readonly string[] {
  const version = text.includes(':') ? 6 : 4;
  const network = canonicalCidr(text, version);
  const address = canonicalCidr(text.replace(/\/.*/, ''), version);
  if (network === undefined || address === undefined) return [];
  const withoutPrefix = (cidr: string) => cidr.replace(/\/.*/, '');
  const hasHostBits = withoutPrefix(network) !== withoutPrefix(address);
  return hasHostBits ? [network, address] : [network];
}

/** A timestamp that was written as a day, without its offset or its seconds, or in the form of a log. */
function asTimestamp(text: string): readonly string[] {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(:\d{2})?)?(?:[Zz]|([+-]\d{2}):?(\d{2}))?$/.exec(text);
  if (!match) return [];
  const [, day, minutes = '00:00', seconds = ':00', hours, rest] = match;
  return [`${String(day)}T${minutes}${seconds}${hours === undefined ? 'Z' : `${hours}:${String(rest)}`}`];
}

/** A day in the order of other calendars, or with other signs; 1.10.2026 has the day first wherever it is written. */
function asDay(text: string): readonly string[] {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  if (year !== undefined) return [[year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')];
  return [text.replace(/^(\d{4})[/.]?(\d{2})[/.]?(\d{2})$/, '$1-$2-$3')];
}

const UNITS: Readonly<Record<string, string>> = { m: 'PT#M', h: 'PT#H', d: 'P#D', w: 'P#W' };

/** A number of days with its unit, for a field that counts days. */
function asDays(text: string): readonly number[] {
  const [, amount, unit] = /^(\d+) ?(d|days?|w|weeks?)$/i.exec(text) ?? [];
  return amount === undefined ? [] : [Number(amount) * (/^w/i.test(unit ?? '') ? 7 : 1)];
}

/** An amount of CPU with a word behind it. */
function asCores(text: string): readonly number[] {
  const [, amount] = /^(\d+(?:\.\d+)?) ?v?(?:cpus?|cores?)$/i.exec(text) ?? [];
  return amount === undefined ? [] : [Number(amount)];
}

/** A duration in words, in the form of Go, or in lower case. */
function asDuration(text: string): readonly string[] {
  const [, amount, unit] = /^(\d+) ?(m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?)$/i.exec(text) ?? [];
  if (amount !== undefined) return [UNITS[(unit ?? '').charAt(0).toLowerCase()]?.replace('#', amount) ?? ''];
  const capital = text.toUpperCase();
  return /^(P|\d)[\d.PTWDHMS]*$/.test(capital) ? [capital, `PT${capital}`, `P${capital}`] : [];
}

/** An amount of memory with a decimal unit or none. */
function asMemory(text: string): readonly string[] {
  const [, amount, unit = 'g'] = /^(\d+(?:\.\d+)?) ?(?:([kmgt])i?b?)?$/i.exec(text) ?? [];
  return amount === undefined ? [] : [`${amount}${unit.toUpperCase()}i`];
}

/** Letters that Unicode does not take apart into a plain one and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A name that was written in capitals, with accents, or with characters it cannot have. */
function asName(text: string): readonly string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\P{ASCII}/gu, (letter) => PLAIN_LETTERS[letter] ?? letter);
  // A letter of another script has no plain one: without it, the name would be another.
  if (!/[a-z]/.test(plain) || plain.includes('/') || /\P{ASCII}/u.test(plain.replace(/\P{L}/gu, ''))) return [];
  return [plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')];
}
