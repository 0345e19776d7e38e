import {
  any,
  countAtMost,
  differs,
  distinct,
  each,
  equals,
  filled,
  implies,
  not,
  same,
  set,
  type Condition,
} from '../../../model/condition';
import { clusterLabel, enterpriseKubernetesVersion, nodeCount, nodeKey } from '../../../model/constraints';
import type { Constraint } from '../../../constructs/inputs/types';
import { conditionOn, constraintOn } from '../../../publish/modules/conditions';

describe('a limit of a value in HCL', () => {
  it.each<[Constraint, string]>([
    [
      { kind: 'text', limit: clusterLabel },
      '(\n  can(regex("^[a-zA-Z0-9-]+$", x)) &&\n  length(x) >= 3 &&\n  length(x) <= 32\n)',
    ],
    [
      { kind: 'text', limit: enterpriseKubernetesVersion },
      'can(regex("^v1\\\\.[0-9]{2}\\\\.[0-9]{1,2}\\\\+lke[0-9]{1,3}$", x))',
    ],
    [{ kind: 'whole', limit: nodeCount }, 'x >= 1 && x <= 100 && floor(x) == x'],
    [{ kind: 'one-of', values: ['a', 'b'] }, 'contains(["a", "b"], x)'],
    [{ kind: 'one-of', values: [30, 120] }, 'contains([30, 120], x)'],
    [{ kind: 'cidr', version: 4 }, 'try(cidrsubnet(x, 0, 0) == x && !strcontains(x, ":"), false)'],
    [{ kind: 'cidr', version: 6 }, 'try(cidrsubnet(x, 0, 0) == x && strcontains(x, ":"), false)'],
  ])('%j', (constraint, hcl) => {
    expect(constraintOn('x', constraint)).toBe(hcl);
  });

  it('names what may not occur in a text', () => {
    expect(constraintOn('x', { kind: 'text', limit: nodeKey })).toContain('!strcontains(x, "linode.com")');
  });
});

describe('a condition between values in HCL', () => {
  it.each<[Condition, string]>([
    [set('vpcId'), 'var.vpc_id != null'],
    [not(set('vpcId')), 'var.vpc_id == null'],
    [equals('tier', 'enterprise'), 'var.tier == "enterprise"'],
    [
      implies(equals('tier', 'enterprise'), equals('acl.enabled', true)),
      'var.tier != "enterprise" || var.acl.enabled == true',
    ],
    [
      implies(equals('on', true), any(filled('a'), filled('b'))),
      'var.on != true || length(var.a) > 0 || length(var.b) > 0',
    ],
    [
      implies(equals('on', false), not(any(filled('a'), filled('b')))),
      'var.on != false || (length(var.a) == 0 && length(var.b) == 0)',
    ],
    [same(set('a'), not(set('b'))), '(var.a != null) == (var.b == null)'],
    [distinct('rules', 'label'), 'length(distinct(var.rules[*].label)) == length(var.rules)'],
    [
      each('nodePools', not(set('firewallId'))),
      'alltrue([for node_pool in var.node_pools : node_pool.firewall_id == null])',
    ],
    [countAtMost(['a', 'b'], 25), 'length(var.a) + length(var.b) <= 25'],
    [differs('a', 'b'), 'var.a != var.b'],
    [not(differs('a', 'b')), 'var.a == var.b'],
    [not(distinct('a', 'b')), '!(length(distinct(var.a[*].b)) == length(var.a))'],
    [not(each('pools', set('a'))), '!alltrue([for pool in var.pools : pool.a != null])'],
    [not(not(set('a'))), 'var.a != null'],
  ])('%j', (condition, hcl) => {
    expect(conditionOn('var', condition)).toBe(hcl);
  });
});
