import { NETWORK_INPUTS } from '../../constructs/network/inputs';
import { Network } from '../../constructs/network/network';
import { defineModule } from './definition';

export const network = defineModule({
  name: 'network',
  about: 'The network around an LKE cluster: a VPC with a subnet, a cloud firewall and a DNS zone. Each may be left out.',
  construct: Network,
  inputs: NETWORK_INPUTS,
  rules: [],
  outputs: {
    vpcId: { description: 'Id of the VPC; null without one.' },
    subnetId: { description: 'Id of the subnet of the VPC; null without one.' },
    firewallId: { description: 'Id of the firewall, to attach it by; null without one.' },
    zoneId: { description: 'Id of the DNS zone, for its records; null without one.' },
    zone: { description: 'Name of the DNS zone; null without one.' },
  },
  comments: {},
  notes: [],
  moved: [],
});
