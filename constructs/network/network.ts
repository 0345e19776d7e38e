import { Domain } from '@cdktf/provider-linode/lib/domain';
import { Firewall } from '@cdktf/provider-linode/lib/firewall';
import { Vpc } from '@cdktf/provider-linode/lib/vpc';
import { VpcSubnet } from '@cdktf/provider-linode/lib/vpc-subnet';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { each, referencesTo } from '../inputs/references';
import { wireProps } from '../inputs/types';
import { atMostOne, dynamicBlock, fieldOf, forEach, oneOrNull } from '../repeated';
import { dns, firewall, firewallRule, furtherSubnet, NETWORK_INPUTS, vpc, type NetworkProps } from './inputs';

/** Arguments of an inbound or outbound block. The provider takes no networks or some, but no empty list. */
function ruleArguments(direction: 'inbound' | 'outbound') {
  const rule = `${direction}.value`;
  const { label, action, protocol, ports, description } = referencesTo(firewallRule, rule);
  const orNull = (networks: string) => `\${length(${rule}.${networks}) > 0 ? ${rule}.${networks} : null}`;
  return { label, action, protocol, ports, description, ipv4: orNull('ipv4'), ipv6: orNull('ipv6') };
}

/**
 * Network around a cluster: a VPC with a subnet for the nodes, a cloud firewall, and a DNS zone. Each may be missing.
 */
export class Network extends Construct {
  /** Id of the VPC; null without one. */
  readonly vpcId: string;
  /** Id of the subnet of the VPC; null without one. */
  readonly subnetId: string;
  /** Label to id of the further subnets. */
  readonly subnetIds: string;
  /** Id of the firewall, to attach it by; null without one. */
  readonly firewallId: string;
  /** Id of the DNS zone, for its records; null without one. */
  readonly zoneId: string;
  /** Name of the DNS zone; null without one. */
  readonly zone: string;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const wire = wireProps(NETWORK_INPUTS, props);

    // Without a VPC there is no instance, and the region may be missing.
    const network = new Vpc(this, 'vpc', { label: each(vpc).label, region: Token.asString(wire.region) });
    network.addOverride('ipv6', '${each.value.ipv6 == null ? null : [{ range = each.value.ipv6 }]}');
    forEach(network, atMostOne(wire.vpc));

    const subnet = new VpcSubnet(this, 'subnet', {
      vpcId: Token.asNumber(`\${${network.fqn}[each.key].id}`),
      label: each(vpc).label,
      ipv4: each(vpc).subnet,
    });
    subnet.addOverride('ipv6', '${each.value.ipv6 == null ? null : [{ range = "auto" }]}');
    forEach(subnet, atMostOne(wire.vpc));

    const further = new VpcSubnet(this, 'further-subnet', {
      vpcId: Token.asNumber(`\${one([for vpc in ${network.fqn} : vpc.id])}`),
      label: '${each.key}',
      ipv4: each(furtherSubnet).ipv4,
    });
    further.addOverride('ipv6', '${each.value.ipv6 ? [{ range = "auto" }] : null}');
    forEach(further, fieldOf(wire.vpc, 'subnets'));

    const { label, inboundPolicy, outboundPolicy, inbound, outbound } = each(firewall);
    const guard = new Firewall(this, 'firewall', { label, inboundPolicy, outboundPolicy, tags: wire.tags });
    forEach(guard, atMostOne(wire.firewall));
    dynamicBlock(guard, 'inbound', inbound, ruleArguments('inbound'));
    dynamicBlock(guard, 'outbound', outbound, ruleArguments('outbound'));

    const zone = new Domain(this, 'zone', {
      domain: each(dns).zone,
      type: 'master',
      soaEmail: each(dns).soaEmail,
      ttlSec: each(dns).ttlSeconds,
      tags: wire.tags,
    });
    forEach(zone, atMostOne(wire.dns));

    this.vpcId = oneOrNull(network, 'id');
    this.subnetId = oneOrNull(subnet, 'id');
    this.subnetIds = `\${{ for label, subnet in ${further.fqn} : label => subnet.id }}`;
    this.firewallId = oneOrNull(guard, 'id');
    this.zoneId = oneOrNull(zone, 'id');
    this.zone = oneOrNull(zone, 'domain');
  }
}
