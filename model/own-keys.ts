/**
 * What a platform itself works with at Linode: the key of its buckets and the token of the API. Each person, and each
 * pipeline, has its own of both.
 */
export const OWN_KEYS = ['bucket-key', 'linode-token'] as const;
export type OwnKeyName = (typeof OWN_KEYS)[number];

/** Word of the label that tells which it is. */
const WORDS: Readonly<Record<OwnKeyName, string>> = { 'bucket-key': 'team', 'linode-token': 'token' };

/** What the label of an own key says. */
export interface OwnKeyLabel {
  /** When it was made, in ISO 8601; undefined for labels of before, and for a day that is still to come. */
  readonly madeAt: string | undefined;
  /** Number at Linode of the one that it takes the place of; undefined for the first of its holder. */
  readonly replaces: number | undefined;
}

export interface NewOwnKeyLabel {
  readonly platform: string;
  readonly key: OwnKeyName;
  readonly now: Date;
  /** Four hexadecimal digits that nobody else has. */
  readonly random: string;
  /** @default - none */
  readonly replaces?: number | undefined;
}

/**
 * The label of an own key: `<platform>-team-<yymmdd>-<random>[-<number of the one that it replaces, in base 36>]`. Linode
 * tells of a bucket key neither when it was made nor by whom, and a label has 50 characters at most.
 */
export function ownKeyLabel({ platform, key, now, random, replaces }: NewOwnKeyLabel): string {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '');
  return [platform, WORDS[key], day, random, ...(replaces === undefined ? [] : [replaces.toString(36)])].join('-');
}

const DAY_MS = 86_400_000;

/** Reads the label of an own key of a platform. @returns undefined for a label of something else */
export function parseOwnKeyLabel(platform: string, key: OwnKeyName, label: string, now: Date): OwnKeyLabel | undefined {
  const beginning = `${platform}-${WORDS[key]}-`;
  if (!label.startsWith(beginning)) return undefined;
  const rest = label.slice(beginning.length);
  if (/^[0-9a-f]{6}$/.test(rest) && key === 'bucket-key') return { madeAt: undefined, replaces: undefined };
  const [, year = '', month = '', day = '', former] =
    /^(\d\d)(\d\d)(\d\d)-[0-9a-f]{4}(?:-([0-9a-z]+))?$/.exec(rest) ?? [];
  const made = new Date(`20${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(made.getTime())) return undefined;
  return {
    // Whoever made it had a clock that was wrong: nothing is known of its age.
    madeAt: made.getTime() > now.getTime() + DAY_MS ? undefined : made.toISOString(),
    replaces: former === undefined ? undefined : Number.parseInt(former, 36),
  };
}
