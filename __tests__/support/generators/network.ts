import * as fc from 'fast-check';
import { DNS_TTLS, FIREWALL_PROTOCOLS } from '../../../model/entities/network';
import { type Part, type Setting } from './setting';
import { distinct, email, ipv4Network, ipv6Network, map, name } from './values';

const firewallRule = fc.constantFrom(...FIREWALL_PROTOCOLS).chain((protocol) =>
  map(
    { label: name(20).map((label) => `r-${label}`), protocol: fc.constant(protocol) },
    {
      action: fc.constantFrom('ACCEPT', 'DROP'),
      ipv4: fc.array(ipv4Network, { minLength: 1, maxLength: 2 }),
      ipv6: fc.array(ipv6Network, { minLength: 1, maxLength: 2 }),
      ...((protocol === 'TCP' || protocol === 'UDP') && { ports: fc.constantFrom('443', '80, 443', '1-65535') }),
    },
  ),
);
/** A rule of the default protocol, which is left out. */
const defaultRule = map(
  { label: name(20).map((label) => `d-${label}`) },
  { ports: fc.constantFrom('22', '8000-8080, 9090') },
);
const firewallRules = distinct(fc.oneof(firewallRule, defaultRule), ({ label }) => label);

const policy = fc.constantFrom('ACCEPT', 'DROP');

function firewall(attachedTo: string) {
  // Nodes that reach nothing are refused.
  const wayOut = attachedTo === 'nodebalancer' ? [] : [{ label: 'way-out', ports: '443' }];
  const fields = {
    label: name(28).map((label) => `fw-${label}`),
    inbound: firewallRules,
    nodeRules: fc.boolean(),
    inboundPolicy: policy,
  };
  const outbound = firewallRules.map((rules) => [...wayOut, ...rules]);
  return fc.oneof(
    map({ attachedTo: fc.constant(attachedTo) }, fields),
    map({ attachedTo: fc.constant(attachedTo), outbound }, { ...fields, outboundPolicy: policy }),
  );
}

export function network({ tier, zone }: Setting): Part<'network'> {
  const enterprise = tier === 'enterprise';
  return fc.boolean().chain((some) => {
    const hasVpc = enterprise && some;
    // On the enterprise tier, a firewall at nodes has to know their VPC.
    const atNodes = enterprise ? ['node-pools', 'cloud-firewall-controller'] : ['cloud-firewall-controller'];
    const attachments = ['nodebalancer', ...(hasVpc || !enterprise ? atNodes : [])];
    const vpc = map({ subnet: fc.constantFrom('10.0.0.0/14', '172.16.0.0/13') }, { label: name(30) });
    return map(hasVpc ? { vpc } : {}, {
      firewall: fc.constantFrom(...attachments).chain(firewall),
      dns: map({ zone: fc.constant(zone), soaEmail: email }, { ttlSeconds: fc.constantFrom(...DNS_TTLS) }),
    });
  });
}
