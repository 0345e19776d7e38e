import '../../support/property-seed';
import * as fc from 'fast-check';
import { fits, type NumberLimit, type TextLimit } from '../../../model/limit';
import * as limits from '../../../model/limits';
import { clusterLabel, enterpriseKubernetesVersion, nodeCount, nodeKey } from '../../../model/limits';
import type { InputLimit } from '../../../constructs/inputs/types';
import { problemOfPorts } from '../../../model/ports';
import { isCidr } from '../../../model/cidr';
import { limitInHcl } from '../../../publish/modules/limits-in-hcl';
import { engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { compare, SAME, twoLanguages, type TwoLanguages } from '../../support/evaluate-hcl';

describe('a limit of a value in HCL', () => {
  it.each<[InputLimit, string]>([
    [
      { kind: 'text', of: clusterLabel },
      '(\n  can(regex("^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])?$", x)) &&\n  length(x) <= 32\n)',
    ],
    [
      { kind: 'text', of: enterpriseKubernetesVersion },
      'can(regex("^v1\\\\.[0-9]{2}\\\\.[0-9]{1,2}\\\\+lke[0-9]{1,3}$", x))',
    ],
    [{ kind: 'whole', of: nodeCount }, 'x >= 1 && x <= 500 && floor(x) == x'],
    [{ kind: 'one-of', values: ['a', 'b'] }, 'contains(["a", "b"], x)'],
    [{ kind: 'one-of', values: [30, 120] }, 'contains([30, 120], x)'],
    [{ kind: 'cidr', version: 4 }, 'try(cidrsubnet(x, 0, 0) == x && !strcontains(x, ":"), false)'],
    [{ kind: 'cidr', version: 6 }, 'try(cidrsubnet(x, 0, 0) == x && strcontains(x, ":"), false)'],
  ])('%j', (limit, hcl) => {
    expect(limitInHcl('x', limit)).toBe(hcl);
  });

  it('names what may not occur in a text', () => {
    expect(limitInHcl('x', { kind: 'text', of: nodeKey })).toContain('!strcontains(x, "linode.com")');
  });
});

/** Texts that keep to a limit, that nearly do, and any. */
const textsAround = ({ pattern, max }: TextLimit) => {
  const right = fc.stringMatching(pattern);
  const odd = fc.constantFrom('\n', '\t', ' ', '\u00a0', '\u2028', '\ufeff', '${a}', '%{a}', '\\', '"', 'İ');
  const any = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), odd);
  return fc.oneof(
    right,
    fc.tuple(right, any).map((parts) => parts.join('')),
    fc.tuple(right, fc.nat(), any).map(([text, at, part]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + part + text.slice(place);
    }),
    fc
      .tuple(right, fc.integer({ min: max - 1, max: max + 1 }))
      .map(([text, length]) => text.padEnd(length, text || 'a')),
    any,
  );
};

const isText = (limit: unknown): limit is TextLimit => typeof limit === 'object' && 'pattern' in (limit ?? {});
const isWhole = (limit: unknown): limit is NumberLimit =>
  typeof limit === 'object' && 'min' in (limit ?? {}) && !isText(limit);

function textOrNumber(limit: unknown): TwoLanguages<unknown>[] {
  if (isText(limit)) {
    const values = fc.sample(textsAround(limit), 120);
    const hcl = (value: string) => limitInHcl(value, { kind: 'text', of: limit });
    return [twoLanguages({ values, holds: (it) => fits(limit, it), hcl })];
  }
  if (!isWhole(limit)) return [];
  const { min, max } = limit;
  const values = [min - 1, min, min + 0.5, max - 1, max, max + 1, -min];
  const holds = (it: number) => Number.isInteger(it) && it >= min && it <= max;
  return [twoLanguages({ values, holds, hcl: (value) => limitInHcl(value, { kind: 'whole', of: limit }) })];
}

function ports(): TwoLanguages<unknown> {
  const port = fc.constantFrom('0', '1', '80', '080', '65535', '65536', '99999', '100000', '', ' ', 'x', '-');
  const part = fc.oneof(
    port,
    fc.tuple(port, port).map((ends) => ends.join('-')),
  );
  const list = fc.array(part, { maxLength: 16 }).map((parts) => parts.join(', '));
  const values = fc.sample(fc.oneof(part, list), 300);
  const holds = (it: string) => problemOfPorts(it) === undefined;
  return twoLanguages({ values, holds, hcl: (value) => limitInHcl(value, { kind: 'ports' }) });
}

function networks(version: 4 | 6): TwoLanguages<unknown> {
  const odd = ['010.0.0.0', '10.0.0', '::', '2001:db8::', '2001:DB8::', '::ffff:10.0.0.0', 'fe80::%eth0', ''];
  const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('10.0.0.0', '203.0.113.7', '2001:db8::1', ...odd));
  const size = fc.constantFrom('', '/0', '/8', '/08', '/24', '/32', '/33', '/64', '/128', '/129', '/-1', '/');
  const values = fc.sample(
    fc.tuple(address, size).map((parts) => parts.join('')),
    1000,
  );
  const hcl = (value: string) => limitInHcl(value, { kind: 'cidr', version });
  return twoLanguages({ values, holds: (it) => isCidr(it, version), hcl });
}

const LIMITS = Object.fromEntries([
  ...Object.entries(limits).flatMap(([name, limit]) => textOrNumber(limit).map((it) => [name, it] as const)),
  ['ports', ports()],
  ['networks of IPv4', networks(4)],
  ['networks of IPv6', networks(6)],
]);

engineSuite('a limit, judged by the model and by the engine', () => {
  let compared: ReturnType<typeof compare>;
  beforeAll(() => {
    compared = compare(LIMITS);
  });

  it.each(Object.keys(LIMITS))('is the same: %s', (name) => {
    expect(compared[name]).toEqual(SAME);
  });
});
