import { Lazy, StringConcat, DefaultTokenResolver, TerraformStack, Testing, Token } from 'cdktf';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { leavingPlainValues } from '../../bin/lean-packages.js';

type Resolve = (value: unknown, options: object) => unknown;

const file = require.resolve('cdktf/lib/tokens/private/resolve.js');
const original = readFileSync(file, 'utf8');

/** The function `resolve` of a source, beside the other files of cdktf that are loaded here. */
function resolveOf(source: string): Resolve {
  const load = runInThisContext(`(function (exports, require) {${source}\n})`) as (
    exports: object,
    require: object,
  ) => void;
  const exports: { resolve?: Resolve } = {};
  load(exports, (name: string) => jest.requireActual<object>(createRequire(file).resolve(name)));
  return exports.resolve!;
}

const stack = new TerraformStack(Testing.app(), 'network');
const resolver = new DefaultTokenResolver(new StringConcat());
const outcome = (resolve: Resolve, value: unknown) => {
  try {
    return { resolved: resolve(value, { scope: stack, preparing: false, resolver }) };
  } catch (error) {
    return { refused: (error as Error).message };
  }
};

/** Tokens of every kind, in every place where one can stand, and what looks like one. */
const token = fc.constantFrom<unknown>(
  Token.asString({ region: 'nl-ams' }),
  `before ${Token.asString('${var.zone}')} after`,
  Token.asNumber('${var.count}'),
  `${Token.asNumber('${var.count}')} nodes`,
  Token.asList('${var.zones}'),
  Token.asNumberList('${var.ports}'),
  Token.asStringMap('${var.tags}'),
  Token.asAnyMap('${var.tags}'),
  { [Token.asString('${var.key}')]: 'value' },
  Lazy.stringValue({ produce: () => 'late' }),
  Lazy.anyValue({ produce: () => ({ nested: [undefined, Token.asString('${var.zone}')] }) }),
  '${TfToken[TOKEN.0]}',
  '${var.plain} %{ if } $${escaped}',
  '1e5 of 2.5e+289',
  Token.STRING_MAP_TOKEN_VALUE,
  Token.NUMBER_MAP_TOKEN_VALUE,
  undefined,
  () => 'a function',
);
const plain = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    plain,
    token,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('what resolves tokens in a bundle', () => {
  const lean = leavingPlainValues(original);

  it('leaves plain values as they are at each place where cdktf looks into them', () => {
    expect(lean.match(/isPlain\(/g)).toHaveLength(4);
    expect(lean).toContain('.every(isPlain)');
  });

  it('gives what cdktf gives, or refuses what it refuses', () => {
    const [ours, theirs] = [resolveOf(lean), resolveOf(original)];

    fc.assert(
      fc.property(value, (any) => {
        expect(outcome(ours, any)).toStrictEqual(outcome(theirs, any));
      }),
      { numRuns: 1000 },
    );
  });
});
