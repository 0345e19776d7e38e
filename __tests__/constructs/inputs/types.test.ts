import { Token } from 'cdktf';
import {
  bool,
  cidr,
  list,
  map,
  number,
  object,
  oneOf,
  optional,
  required,
  text,
  wireProps,
} from '../../../constructs/inputs/types';

const rule = object({
  label: required(text(), 'Label.'),
  ports: optional(text(), 'Ports.'),
  networks: optional(list(cidr(4)), 'Networks.', []),
});
const INPUTS = {
  region: required(text(), 'Region.'),
  tier: optional(oneOf(['standard', 'enterprise']), 'Tier.', 'standard'),
  nodeCount: optional(number(), 'Nodes.'),
  highAvailability: optional(bool(), 'Redundant.', true),
  inboundRules: optional(list(rule), 'Rules.', []),
  rulesByName: optional(map(rule), 'Rules by name.', {}),
  firstRule: optional(rule, 'First rule.'),
};

describe('inputs', () => {
  it('get their defaults, and null where there is none', () => {
    expect(wireProps(INPUTS, { region: 'nl-ams' })).toEqual({
      region: 'nl-ams',
      tier: 'standard',
      nodeCount: null,
      highAvailability: true,
      inboundRules: [],
      rulesByName: {},
      firstRule: null,
    });
  });

  it('keep what is given, false and zero too', () => {
    expect(
      wireProps(INPUTS, { region: 'nl-ams', nodeCount: 0, highAvailability: false, tier: 'enterprise' }),
    ).toMatchObject({
      nodeCount: 0,
      highAvailability: false,
      tier: 'enterprise',
    });
  });

  it('have the names of Terraform inside objects, at any depth, but not in the keys of a map', () => {
    const rules = object({ innerRule: required(rule, 'Rule.') });

    expect(map(rules).wire({ keyOfUser: { innerRule: { label: 'a' } } })).toEqual({
      keyOfUser: { inner_rule: { label: 'a', ports: null, networks: [] } },
    });
  });

  it('fill in the fields of the objects in lists, maps and objects', () => {
    const given = { label: 'web', networks: ['0.0.0.0/0'] };
    const wired = { ...given, ports: null };

    expect(
      wireProps(INPUTS, { region: 'nl-ams', inboundRules: [given], rulesByName: { web: given }, firstRule: given }),
    ).toMatchObject({ inboundRules: [wired], rulesByName: { web: wired }, firstRule: wired });
  });

  it('leave tokens as they are, whatever they stand for', () => {
    const token = Token.asAny('${var.rules}');
    const names = Token.asList('${var.names}');

    expect(rule.wire(token)).toBe(token);
    expect(map(rule).wire(token)).toBe(token);
    expect(list(text()).wire(names)).toEqual(names);
    expect(list(rule).wire('${var.rules}')).toBe('${var.rules}');
  });
});

describe('the type of an input as a module writes it', () => {
  it.each([
    [text(), 'string'],
    [number(), 'number'],
    [bool(), 'bool'],
    [oneOf(['a']), 'string'],
    [list(cidr(6)), 'list(string)'],
    [map(list(number())), 'map(list(number))'],
    [rule, 'object({ label = string, ports = optional(string), networks = optional(list(string), []) })'],
  ] as const)('is right: %#', (type, hcl) => {
    expect(type.hcl).toBe(hcl);
  });
});
