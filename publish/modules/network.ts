import { NETWORK_INPUTS, NETWORK_RULES } from '../../constructs/network/inputs';
import { Network } from '../../constructs/network/network';
import { defineModule } from './definition';

export const network = defineModule({
  name: 'network',
  about:
    'The network around an LKE cluster: a VPC with its subnets, a cloud firewall and a DNS zone. Each may be left out.',
  construct: Network,
  inputs: NETWORK_INPUTS,
  rules: NETWORK_RULES,
  outputs: {
    vpcId: { description: 'Id of the VPC; null without one.' },
    subnetId: { description: 'Id of the subnet of the nodes; null without a VPC.' },
    subnetIds: { description: 'Id of each further subnet, by label.', type: 'map(string)' },
    firewallId: { description: 'Id of the firewall, to attach it by; null without one.' },
    zoneId: { description: 'Id of the DNS zone, for its records; null without one.' },
    zone: { description: 'Name of the DNS zone; null without one.' },
  },
  comments: {},
  notes: [
    '**A firewall protects nothing until it is attached.** Name `firewall_id` in the annotation ' +
      '`service.beta.kubernetes.io/linode-loadbalancer-firewall-id` of a Service of type LoadBalancer, or leave it to the ' +
      'cloud-firewall-controller. At nodes, set `firewall_id` of a pool on the enterprise tier; on the standard tier a ' +
      '`linode_firewall_device` for each node does it, as long as the number of nodes is fixed ' +
      '([example](../lke-cluster/examples/node-firewall)).',
    '**Nodes need each other.** A firewall at nodes must accept TCP 53, 179, 5473, 9098, 10250 and 10256, UDP 53 and 51820, ' +
      'and IPENCAP from 192.168.128.0/17, ports 30000 to 32767 from 192.168.255.0/24, where NodeBalancers are, and ' +
      'everything from the network of the VPC. Without these rules the cluster falls apart.',
    '**Order matters.** The first rule that matches counts, so rules are a list and not a map.',
    '**Only LKE Enterprise joins a VPC.** It takes a subnet of /13 or /14 and makes a VPC of its own for any other size. A ' +
      'changed VPC is a new one, and with it comes a new cluster. Further `subnets` are for what stands beside the nodes.',
    '**IPv6 of a VPC** is not open to every account. The provider replaces a VPC or a subnet with IPv6 for any change of ' +
      'it, its label included.',
    '**A zone answers once it is delegated**: name `ns1.linode.com` to `ns5.linode.com` where you registered the domain.',
    '**Linode rounds times to live** to one of a few values, so that only those are accepted. A time that is taken out ' +
      'would stay as it is and show in every plan, so the module writes out 86400, which Linode takes for its default.',
    'The token needs the scopes `firewall:read_write`, `domains:read_write` and `vpc:read_write`, each for what is used.',
  ],
  moved: [],
});
