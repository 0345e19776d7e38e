/** How a block of a page is held to the truth. CONTRIBUTING.md says how marks are written. */
export type Mark =
  | { readonly kind: 'run' | 'rendered' }
  | { readonly kind: 'merged'; readonly file: string }
  | { readonly kind: 'said'; readonly file: string; readonly path: string; readonly value: string }
  | { readonly kind: 'read by'; readonly tests: readonly string[] }
  | { readonly kind: 'stand-ins'; readonly tests: readonly string[] }
  | { readonly kind: 'not run'; readonly reason: string };

const FORMS: readonly (readonly [form: RegExp, mark: (groups: readonly string[]) => Mark])[] = [
  [/^run$/, () => ({ kind: 'run' })],
  [/^rendered$/, () => ({ kind: 'rendered' })],
  [/^run: merged into (\S+\.yaml)$/, ([file = '']) => ({ kind: 'merged', file })],
  [
    /^run: what validate says of (\S+) with (\S+) = (\S+)$/,
    ([file = '', path = '', value = '']) => ({ kind: 'said', file, path, value }),
  ],
  [/^run: (\S+\.test\.ts)$/, ([tests = '']) => ({ kind: 'read by', tests: [tests] })],
  [/^stand-ins: (\S.*)$/, ([tests = '']) => ({ kind: 'stand-ins', tests: tests.split(', ') })],
  [/^not run: (.{10,})$/, ([reason = '']) => ({ kind: 'not run', reason })],
];

/**
 * @throws {Error} when there is no mark, or one that nobody knows
 */
export function parseMark(place: string, text: string | undefined): Mark {
  for (const [form, mark] of FORMS) {
    const match = form.exec(text ?? '');
    if (match) return mark(match.slice(1));
  }
  const found = text === undefined ? 'has no mark' : `has the unknown mark "${text}"`;
  throw new Error(`${place} ${found}: write one before it, as CONTRIBUTING.md says (Documents)`);
}
