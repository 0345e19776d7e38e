import type { Firewall, FirewallRuleType } from '@linode/api-v4';
import { fits } from '../../model/limit';
import { firewallLabel } from '../../model/limits';
import { FIREWALL_PROTOCOLS } from '../../model/entities/network';
import { canonicalCidr } from '../../model/cidr';
import type { Live } from './live';
import type { LeftOut, Note, Part, PlatformData } from './part';

type FirewallData = NonNullable<NonNullable<PlatformData['network']>['firewall']>;
type RuleData = NonNullable<FirewallData['inbound']>[number];

const PATH = ['network', 'firewall'];
const DIRECTIONS = ['inbound', 'outbound'] as const;

/**
 * The firewall of a platform of this name. One rule that cannot be said keeps the whole firewall out: without it the
 * first apply would take the rule away.
 */
export function describeFirewall(live: Live, name: string): Part<FirewallData | undefined> {
  const { firewall } = live;
  if (!firewall) return { data: undefined, notes: [], leftOut: [] };
  const problems = DIRECTIONS.flatMap((direction) => (firewall.rules[direction] ?? []).flatMap(problemOf));
  if (problems.length > 0) return { data: undefined, notes: [], leftOut: [wholeFirewall(firewall, problems)] };
  const { inbound_policy: inboundPolicy, outbound_policy: outboundPolicy } = firewall.rules;
  const attachment = attachmentOf(live, firewall);
  const inbound = rulesOf(firewall, 'inbound');
  const outbound = rulesOf(firewall, 'outbound');
  return {
    data: {
      ...(firewall.label !== `${name}-fw` && { label: firewall.label }),
      attachedTo: attachment.attachedTo,
      inbound: inbound.data,
      ...(attachment.attachedTo !== 'nodebalancer' && { nodeRules: false }), // it has them, or does without
      ...(outbound.data.length > 0 && { outbound: outbound.data }),
      inboundPolicy,
      outboundPolicy,
    },
    notes: [{ path: [...PATH, 'attachedTo'], text: attachment.why }, ...inbound.notes, ...outbound.notes],
    leftOut: [],
  };
}

/** What a firewall protects shows in what it is attached to. */
function attachmentOf({ cluster, pools }: Live, { id, entities }: Firewall) {
  const nodes = new Set(pools.flatMap((pool) => pool.nodes.map((node) => node.instance_id)));
  const isOn = (type: string) => entities.filter((entity) => entity.type === type);
  if (cluster.tier === 'enterprise' && pools.some((pool) => pool.firewall_id === id)) {
    return { attachedTo: 'node-pools', why: 'Pools of the cluster have it.' } as const;
  }
  if (isOn('linode').some((linode) => nodes.has(linode.id))) {
    return { attachedTo: 'cloud-firewall-controller', why: 'Nodes of the cluster have it.' } as const;
  }
  const balancers = isOn('nodebalancer').map(({ label }) => label);
  return {
    attachedTo: 'nodebalancer',
    why: balancers.length > 0 ? `NodeBalancer ${balancers.join(', ')} has it.` : 'Inferred: nothing has it now.',
  } as const;
}

/** Why a rule cannot be said. */
function problemOf({ label, ruleset, protocol, addresses }: FirewallRuleType): string[] {
  const rule = label ? `rule ${label}` : 'a rule without a label';
  if (ruleset) return [`rule set ${ruleset} is a reference`];
  if (!FIREWALL_PROTOCOLS.some((known) => known === protocol))
    return [`${rule} is for the protocol ${String(protocol)}`];
  const { ipv4, ipv6 } = addresses ?? {};
  const networks = [...(ipv4 ?? []).map((it) => [it, 4] as const), ...(ipv6 ?? []).map((it) => [it, 6] as const)];
  if (networks.length === 0) return [`${rule} names no network`];
  const strange = networks.find(([network, version]) => canonicalCidr(network, version) === undefined);
  return strange ? [`${rule} names ${strange[0]}, which is not a network`] : [];
}

function wholeFirewall({ label, id }: Firewall, problems: readonly string[]): LeftOut {
  return {
    what: `the firewall ${label} (${id})`,
    reason: problems.join('; '),
    consequence: 'it stays as it is, unmanaged, and keeps protecting what it is attached to',
  };
}

/** The rules with the labels that they need. */
function rulesOf({ rules }: Firewall, direction: (typeof DIRECTIONS)[number]) {
  const taken = new Set<string>();
  const notes: Note[] = [];
  const data = (rules[direction] ?? []).map((rule, index): RuleData => {
    const given = rule.label ?? '';
    const label = fits(firewallLabel, given) && !taken.has(given) ? given : `${direction}-${index + 1}`;
    taken.add(label);
    if (label !== given) notes.push({ path: [...PATH, direction, index], text: `Its label was "${given}".` });
    return ruleData(rule, label);
  });
  return { data, notes };
}

function ruleData({ action, protocol, ports, addresses }: FirewallRuleType, label: string): RuleData {
  const networks = (list: readonly string[] | null | undefined, version: 4 | 6) =>
    (list ?? []).flatMap((network) => canonicalCidr(network, version) ?? []);
  const ipv4 = networks(addresses?.ipv4, 4);
  const ipv6 = networks(addresses?.ipv6, 6);
  return {
    label,
    action: action ?? 'ACCEPT',
    protocol: protocol as RuleData['protocol'],
    ...(ports && { ports }),
    ...(ipv4.length > 0 && { ipv4 }),
    ...(ipv6.length > 0 && { ipv6 }),
  };
}
