import type { Limit, ModuleInterface, Rule, TextLimit, TypeInterface } from '../modules/interface';
import { major, minor, type Change } from './change';

/** What an input refuses that it took before, and the other way round. */
export function limitChanges(old: TypeInterface, now: TypeInterface, name: string): Change[] {
  const [before, after] = [old.limits ?? [], now.limits ?? []];
  const count = Math.max(before.length, after.length);
  return [
    ...Array.from({ length: count }, (_, index) => limitChange(before[index], after[index], `\`${name}\``)).flat(),
    ...limitChange(old.keys, now.keys, `each key of \`${name}\``),
  ];
}

/**
 * A condition that is new may refuse what callers have, unless it is about an input or field that they cannot have named.
 * Another text of the same condition is not a change to them.
 */
export function ruleChanges(before: ModuleInterface, after: ModuleInterface): Change[] {
  const missingFrom = (rules: readonly Rule[], others: readonly Rule[]) =>
    others.filter(({ condition }) => !rules.some((rule) => rule.condition === condition));
  const added = addedPaths(before.inputs, after.inputs);
  return [
    ...missingFrom(before.rules, after.rules).map(({ condition, message }) =>
      isAboutNew(guardOf(condition) ?? condition, added)
        ? minor(`refused of what is new: ${message}`)
        : major(`what it took may now be refused: ${message}`),
    ),
    ...missingFrom(after.rules, before.rules).map(({ message }) => minor(`no longer refused: ${message}`)),
  ];
}

type Inputs = ModuleInterface['inputs'];

/** An input or field that is new, and not demanded. */
interface Added {
  readonly name: string;
  /** All names that lead to it, and that are below it. */
  readonly around: readonly string[];
}

const addedPaths = (before: Inputs, after: Inputs, above: readonly string[] = []): Added[] =>
  Object.entries(after).flatMap(([name, now]) => {
    const old = before[name];
    const around = [...above, name];
    if (old) return addedPaths(fieldsOf(old), fieldsOf(now), around);
    return now.required ? [] : [{ name, around: [...around, ...namesBelow(now)] }];
  });

const namesBelow = (type: TypeInterface): string[] =>
  Object.entries(fieldsOf(type)).flatMap(([name, field]) => [name, ...namesBelow(field)]);

const fieldsOf = (type: TypeInterface): Inputs => type.fields ?? (type.element ? fieldsOf(type.element) : {});

/** What has to be null for the rest of a condition not to count, as in `var.zone == null || …`, for each of a list or not. */
const guardOf = (condition: string) => /^(?:alltrue\(\[\s*for [^:]+:\s*)*([\w.]+) == null \|\|/.exec(condition)?.[1];

/** Whether a condition is about something new, and about nothing old beside it, which a default could refuse. */
function isAboutNew(condition: string, added: readonly Added[]): boolean {
  const mentioned = [...condition.matchAll(/\.([A-Za-z_]\w*)/g)].map(([, name]) => name);
  const about = added.filter(({ name }) => mentioned.includes(name));
  const isNew = (name: string | undefined) => about.some(({ around }) => around.includes(String(name)));
  return about.length > 0 && mentioned.every(isNew);
}

function limitChange(old: Limit | undefined, now: Limit | undefined, what: string): Change[] {
  if (!now) return old ? [minor(`${what} is no longer limited`)] : [];
  if (!old) return [major(`${what} is now limited: ${wordsOf(now)}`)];
  if (wordsOf(old) === wordsOf(now)) return [];
  const change = takesAll(now, old) ? minor : major;
  return [change(`${what} is limited otherwise: ${wordsOf(now)}, it was ${wordsOf(old)}`)];
}

/** Whether a limit takes all that another one takes. Of two patterns nobody can tell. */
function takesAll(now: Limit, old: Limit): boolean {
  if (now.kind === 'whole' && old.kind === 'whole') return isWithin(old, now);
  if (now.kind === 'one-of' && old.kind === 'one-of') return old.values.every((value) => now.values.includes(value));
  return now.kind === 'text' && old.kind === 'text' && takesAllText(now, old);
}

const takesAllText = (now: TextLimit, old: TextLimit) =>
  now.pattern === old.pattern && isWithin(old, now) && (now.without ?? []).every((part) => old.without?.includes(part));

interface Range {
  readonly min: number;
  readonly max: number;
}

const isWithin = (inner: Range, outer: Range) => inner.min >= outer.min && inner.max <= outer.max;

function wordsOf(limit: Limit): string {
  switch (limit.kind) {
    case 'text': {
      const without = (limit.without ?? []).map((part) => `, without "${part}"`).join('');
      return `\`${limit.pattern}\` of ${limit.min} to ${limit.max}${without}`;
    }
    case 'whole':
      return `${limit.min} to ${limit.max}`;
    case 'one-of':
      return limit.values.join(', ');
    case 'cidr':
      return `IPv${limit.version} networks`;
    case 'ports':
      return 'ports';
  }
}
