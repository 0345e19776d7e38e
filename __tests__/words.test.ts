import { globSync } from 'fast-glob';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** Words that docs/glossary.md avoids, wherever a person reads them: in messages, comments, names of tests, documents. */
const AVOIDED: readonly (readonly [avoid: RegExp, write: string, elsewhere?: RegExp])[] = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/(?<!\bby[ -])\bmistakes?\b/i, 'problem, or error'],
  [/(?<!\bthere )(?<!plan 0 )\b(is|are|was) no (?!longer\b|such\b|more\b|other\b)\w/i, 'is not a …'],
  [/\bstands? twice\b/i, 'duplicate'],
  [/\bis called [^\s,`]+, too\b/i, 'is already used by'],
  [/\b(patience|remed(y|ies)|cures?|cured)\b/i, 'what is waited for, or the fix'],
  // cdktf has classes of that name.
  [/\bconstraints?\b/i, 'limit, or rule', /^packages\/provider-linode/],
  [/\b(landscapes?|blueprints?)\b/i, 'platform, or module'],
  // Loki calls its only tenant so.
  [/\bfakes?\b/i, 'stand-in', /^constructs\/observability\/overlays/],
  // Stand-ins have faults that tests place.
  [
    /(?<!de|pre)fault/i,
    'problem, finding, or error',
    /^(__tests__|packages\/stand-ins|model\/rules\/alerts\/chart-alerts|docs\/(adr\/0012|engine-tests))/,
  ],
];

/** This file and the glossary name the words; the requirement is not ours, nor are schemas and generated bindings. */
const LEFT_OUT = [
  '__tests__/words.test.ts',
  'docs/glossary.md',
  'docs/data-model.md',
  'packages/provider-linode/{schema,lib,src}/**',
  '**/{node_modules,cdktf.out,coverage}/**',
];

const files = globSync('**/*.{ts,js,md,sh,yaml,yml}', {
  cwd: ROOT,
  ignore: LEFT_OUT,
  followSymbolicLinks: false,
}).sort();

const avoidedIn = (text: string, file = 'a.ts') =>
  text.split('\n').flatMap((line, index) =>
    AVOIDED.flatMap(([avoid, write, elsewhere]) => {
      const found = avoid.exec(line)?.[0];
      return found === undefined || elsewhere?.test(file) ? [] : [`${index + 1}: "${found}", write: ${write}`];
    }),
  );

describe('the words of the glossary', () => {
  it.each([
    ['How to mend it', ['1: "mend", write: fix']],
    ['x is no network', ['1: "is no n", write: is not a …']],
    ['class ChainFault', ['1: "Fault", write: problem, finding, or error']],
    ['the default; schema.prefault({})', []],
    ['there is no network; it is no longer one; destroyed by mistake', []],
  ])('are asked for: %s', (text, expected) => {
    expect(avoidedIn(text)).toEqual(expected);
  });

  it('are used in sources, tests and documents', () => {
    const found = files.flatMap((file) =>
      avoidedIn(readFileSync(join(ROOT, file), 'utf8'), file).map((line) => `${file}:${line}`),
    );

    expect(found).toEqual([]);
  });
});
