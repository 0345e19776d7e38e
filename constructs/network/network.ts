import { Domain } from '@cdktf/provider-linode/lib/domain';
import { Firewall } from '@cdktf/provider-linode/lib/firewall';
import { Vpc } from '@cdktf/provider-linode/lib/vpc';
import { VpcSubnet } from '@cdktf/provider-linode/lib/vpc-subnet';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { wireProps } from '../inputs/types';
import { atMostOne, dynamicBlock, eachNumber, eachValue, fieldOf, forEach, oneOrNull } from '../repeated';
import { NETWORK_INPUTS, type NetworkProps } from './inputs';

/** Arguments of a firewall rule, which an inbound and an outbound rule share. */
const RULE_ARGUMENTS = ['label', 'action', 'protocol', 'ports', 'description'];
/** Those of them that are lists of networks. The provider takes none or some, but no empty list. */
const RULE_NETWORKS = ['ipv4', 'ipv6'];

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
    const { region, tags, vpc, firewall, dns } = wireProps(NETWORK_INPUTS, props);

    const network = new Vpc(this, 'vpc', { label: eachValue('label'), region: region as string });
    network.addOverride('ipv6', '${each.value.ipv6 == null ? null : [{ range = each.value.ipv6 }]}');
    forEach(network, atMostOne(vpc));

    const subnet = new VpcSubnet(this, 'subnet', {
      vpcId: Token.asNumber(`\${${network.fqn}[each.key].id}`),
      label: eachValue('label'),
      ipv4: eachValue('subnet'),
    });
    subnet.addOverride('ipv6', '${each.value.ipv6 == null ? null : [{ range = "auto" }]}');
    forEach(subnet, atMostOne(vpc));

    const further = new VpcSubnet(this, 'further-subnet', {
      vpcId: Token.asNumber(`\${one([for vpc in ${network.fqn} : vpc.id])}`),
      label: '${each.key}',
      ipv4: eachValue('ipv4'),
    });
    further.addOverride('ipv6', '${each.value.ipv6 ? [{ range = "auto" }] : null}');
    forEach(further, fieldOf(vpc, 'subnets'));

    const wall = new Firewall(this, 'firewall', {
      label: eachValue('label'),
      inboundPolicy: eachValue('inbound_policy'),
      outboundPolicy: eachValue('outbound_policy'),
      tags: tags as string[],
    });
    forEach(wall, atMostOne(firewall));
    for (const direction of ['inbound', 'outbound']) {
      const value = (name: string) => `${direction}.value.${name}`;
      dynamicBlock(wall, direction, eachValue(direction), {
        ...Object.fromEntries(RULE_ARGUMENTS.map((name) => [name, `\${${value(name)}}`])),
        ...Object.fromEntries(
          RULE_NETWORKS.map((name) => [name, `\${length(${value(name)}) > 0 ? ${value(name)} : null}`]),
        ),
      });
    }

    const zone = new Domain(this, 'zone', {
      domain: eachValue('zone'),
      type: 'master',
      soaEmail: eachValue('soa_email'),
      ttlSec: eachNumber('ttl_seconds'),
      tags: tags as string[],
    });
    forEach(zone, atMostOne(dns));

    this.vpcId = oneOrNull(network, 'id');
    this.subnetId = oneOrNull(subnet, 'id');
    this.subnetIds = `\${{ for label, subnet in ${further.fqn} : label => subnet.id }}`;
    this.firewallId = oneOrNull(wall, 'id');
    this.zoneId = oneOrNull(zone, 'id');
    this.zone = oneOrNull(zone, 'domain');
  }
}
