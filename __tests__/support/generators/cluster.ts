import * as fc from 'fast-check';
import { type Part, type Setting } from './setting';
import { ipv4Network, ipv6Network, map, name } from './values';

export function cluster({ tier, region, environments, waived }: Setting): Part<'cluster'> {
  const enterprise = tier === 'enterprise';
  const mayGoWithoutHa = !enterprise && (waived || !environments.includes('production'));
  const versions = enterprise ? ['v1.31.9+lke7', 'v1.33.6+lke7'] : ['1.33', '1.34', '1.35'];
  const open = map({ enabled: fc.constant(false) }, { ipv4: fc.constant([]), ipv6: fc.constant([]) });
  const networks = {
    ipv4: fc.array(ipv4Network, { minLength: 1, maxLength: 2 }),
    ipv6: fc.array(ipv6Network, { minLength: 1, maxLength: 2 }),
  };
  const closed = fc.oneof(
    map({ ipv4: networks.ipv4 }, { enabled: fc.constant(true), ipv6: networks.ipv6 }),
    map({ ipv6: networks.ipv6 }, { enabled: fc.constant(true), ipv4: networks.ipv4 }),
  );
  return map(
    {
      region: fc.constant(region),
      kubernetesVersion: fc.constantFrom(...versions),
      controlPlaneAcl: enterprise ? closed : fc.oneof(closed, open),
      ...(enterprise && { tier: fc.constant('enterprise') }),
    },
    {
      label: name(32).map((label) => `${label}-lke`.slice(0, 32)),
      highAvailability: mayGoWithoutHa ? fc.boolean() : fc.constant(true),
      auditLogs: enterprise ? fc.boolean() : fc.constant(false),
      ...(!enterprise && { tier: fc.constant('standard') }),
    },
  ) as Part<'cluster'>;
}
