import * as fc from 'fast-check';
import { parse } from 'yaml';
import { withRetired } from '../../../operations/retirement/platform-file';
import { MINIMAL } from '../../support/platforms';

const retiredIn = (text: string) =>
  (parse(text) as { environments: { production: { retired?: boolean } } }).environments.production.retired;

/** What stands in a file beside it. */
function withoutIt(text: string): unknown {
  const data = parse(text) as { environments: { production: { retired?: boolean } } };
  delete data.environments.production.retired;
  return data;
}

describe('the text of a platform file in which an environment is retired', () => {
  it('has one line more, and is else as it was, comments and blanks included', () => {
    const text = MINIMAL.replace('  production:\n', '  production:   # the shop\n    # three of them\n');
    const changed = withRetired(text, 'production');

    expect(retiredIn(changed)).toBe(true);
    expect(changed.replace('    retired: true\n', '')).toBe(text);
  });

  it.each([
    ['false', `${MINIMAL}    retired: false # not yet\n`],
    ['on a line', MINIMAL.replace(/ {2}production:[^]*/, '  production: { nodePools: [{ name: general }] }\n')],
    ['in JSON', JSON.stringify(parse(MINIMAL))],
    ['with Windows line ends', MINIMAL.replaceAll('\n', '\r\n')],
  ])('may be %s before', (_how, text) => {
    const changed = withRetired(text, 'production');

    expect(retiredIn(changed)).toBe(true);
    expect(withoutIt(changed)).toEqual(withoutIt(text));
  });

  it.each([
    ['an alias', `environments:\n  staging: &it\n    labels: {}\n  production: *it\n`],
    ['nothing', 'environments:\n  production:\n'],
    ['an empty map', 'environments:\n  production: {}\n'],
  ])('takes a person where the environment is %s', (_what, text) => {
    expect(() => withRetired(text, 'production')).toThrow(/environments\.production is not written out|empty/);
  });

  it('keeps whatever else stands in the file', () => {
    const key = fc.stringMatching(/^[a-z]{1,8}$/).filter((it) => it !== 'retired');
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.jsonValue(), { minKeys: 1, maxKeys: 5 }),
        fc.integer({ min: 0, max: 4 }),
        (fields, indent) => {
          const data = { environments: { staging: { labels: {} }, production: { ...fields } } };
          const changed = withRetired(JSON.stringify(data, undefined, indent), 'production');

          expect(parse(changed)).toEqual({
            environments: {
              staging: { labels: {} },
              production: { ...(JSON.parse(JSON.stringify(fields)) as object), retired: true },
            },
          });
        },
      ),
    );
  });
});
