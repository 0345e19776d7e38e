import '../../support/property-seed';
import * as fc from 'fast-check';
import { TIERS } from '../../../model/entities/cluster';
import { FIREWALL_PROTOCOLS } from '../../../model/entities/network';
import * as shared from '../../../model/rules/shared';
import { engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { compare, SAME, type TwoLanguages } from '../../support/evaluate-hcl';

type Name = keyof typeof shared;
type Values<R> = R extends shared.SharedRule<infer V> ? V : never;
type Generators<V> = { readonly [Index in keyof V]: fc.Arbitrary<V[Index]> };

const tier = fc.constantFrom(...TIERS, null);
const flag = fc.constantFrom(true, false, null);
const version = fc.constantFrom('1.34', '1.3', 'v1.33', '1.33.6', 'v1.33.6+lke7', 'v1.33.6+lke', 'xv1.33.6+lke7', '');
const given = fc.constantFrom(null, 'on_recycle', 7);
const networks = fc.constantFrom([], ['10.0.0.0/8'], ['10.0.0.0/8', '192.0.2.0/24']);
const rules = fc.constantFrom(0, 5, 12, 13, 20).map((count) => Array.from({ length: count }, () => 'rule'));
const nodes = fc.integer({ min: 1, max: 4 });
const manyNodes = fc.constantFrom(1, 50, 99, 100, 101, 500);
const lists = fc
  .constantFrom(0, 1, 127, 128, 254, 255, 256)
  .map((count) => Array.from({ length: count }, () => 'network'));

/** Values that each rule is judged on, in both languages. */
const GENERATORS: { readonly [N in Name]: Generators<Values<(typeof shared)[N]>> } = {
  versionOfStandard: [tier, version],
  versionOfEnterprise: [tier, version],
  onlyOnEnterprise: [tier, given],
  auditLogsOnEnterprise: [tier, flag],
  enterpriseIsRedundant: [tier, flag],
  enterpriseHasAcl: [tier, flag],
  aclListsNetworks: [flag, networks, networks],
  aclListsNone: [flag, networks, networks],
  scalesUpwards: [nodes, nodes],
  poolFits: [tier, manyNodes],
  clusterFits: [tier, fc.array(manyNodes, { maxLength: 4 })],
  networksFit: [lists, lists],
  portsOfProtocol: [fc.constantFrom(...FIREWALL_PROTOCOLS), fc.constantFrom(null, '', '80, 443')],
  firewallFits: [rules, rules],
};
const NAMES = Object.keys(GENERATORS) as Name[];

function inTwoLanguages(name: Name): TwoLanguages<unknown> {
  const rule = shared[name] as shared.SharedRule<unknown[]>;
  const generators = GENERATORS[name] as readonly fc.Arbitrary<unknown>[];
  return {
    values: fc.sample(fc.tuple(...generators), 200),
    holds: (values) => rule.holds(...(values as unknown[])),
    hcl: (values) => rule.hcl(...generators.map((_, index) => `${values}[${index}]`)),
  };
}

engineSuite('a rule that model and modules share', () => {
  let compared: ReturnType<typeof compare>;
  beforeAll(() => {
    compared = compare(Object.fromEntries(NAMES.map((name) => [name, inTwoLanguages(name)])));
  });

  it.each(NAMES)('says the same in both languages: %s', (name) => {
    expect(compared[name]).toEqual(SAME);
  });
});
