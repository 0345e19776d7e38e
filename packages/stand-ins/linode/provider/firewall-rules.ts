import { elements } from '../../engine/paths';
import type { Fields } from '../../protocol/values';
import { text, texts } from '../../values';

export interface ApiRule {
  action: string;
  label: string;
  description: string;
  ports?: string;
  protocol: string;
  addresses: { ipv4?: string[]; ipv6?: string[] };
}

export interface ApiRules {
  inbound: ApiRule[];
  inbound_policy: string;
  outbound: ApiRule[];
  outbound_policy: string;
}

export function ruleSetBody(planned: Fields): object {
  return {
    inbound: elements(planned.inbound).map(ruleBody),
    inbound_policy: planned.inbound_policy,
    outbound: elements(planned.outbound).map(ruleBody),
    outbound_policy: planned.outbound_policy,
  };
}

export function ruleSetFields(rules: ApiRules): Fields {
  return {
    inbound: rules.inbound.map(ruleFields),
    inbound_policy: rules.inbound_policy,
    outbound: rules.outbound.map(ruleFields),
    outbound_policy: rules.outbound_policy,
  };
}

export function ruleFields({ addresses, ports, ...rule }: ApiRule): Fields {
  return { ...rule, ports: ports ?? null, ipv4: addresses.ipv4 ?? null, ipv6: addresses.ipv6 ?? null };
}

function ruleBody(rule: Fields): object {
  return {
    action: rule.action,
    label: rule.label,
    description: text(rule.description),
    ports: text(rule.ports),
    protocol: rule.protocol,
    addresses: {
      ipv4: Array.isArray(rule.ipv4) ? texts(rule.ipv4) : undefined,
      ipv6: Array.isArray(rule.ipv6) ? texts(rule.ipv6) : undefined,
    },
  };
}
