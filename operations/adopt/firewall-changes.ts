import type { FirewallRuleType } from '@linode/api-v4';
import { CLUSTER_ADDRESSES } from '../../model/addresses';
import type { Platform } from '../../model/platform';
import { type Change, differences } from './difference';
import type { Live } from './live';

type Rule = NonNullable<Platform['network']['firewall']>['inbound'][number];

const PLACE = { stack: 'cluster', address: CLUSTER_ADDRESSES.firewall } as const;

/** What the platform changes of the firewall. Its rules stay in their order. */
export function firewallChanges({ firewall }: Live, { name, network }: Platform): Change[] {
  const wanted = network.firewall;
  if (!firewall || !wanted) return [];
  return [
    ...differences(PLACE, [
      { attribute: 'tags', before: firewall.tags, after: [name] },
      {
        attribute: 'disabled',
        before: firewall.status === 'disabled',
        after: false,
        consequence: 'The firewall is switched on, with all its rules.',
      },
    ]),
    ...(['inbound', 'outbound'] as const).flatMap((direction) =>
      (firewall.rules[direction] ?? []).flatMap((rule, index) =>
        ruleChanges(rule, wanted[direction][index], `${direction}[${index}]`),
      ),
    ),
  ];
}

function ruleChanges(rule: FirewallRuleType, wanted: Rule | undefined, at: string): Change[] {
  return differences(PLACE, [
    { attribute: `${at}.label`, before: rule.label ?? '', after: wanted?.label },
    { attribute: `${at}.description`, before: rule.description ?? '', after: '' },
    { attribute: `${at}.ipv4`, before: rule.addresses?.ipv4 ?? [], after: wanted?.ipv4 ?? [] },
    { attribute: `${at}.ipv6`, before: rule.addresses?.ipv6 ?? [], after: wanted?.ipv6 ?? [] },
  ]);
}
