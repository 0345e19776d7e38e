import { nodeFirewall, nodeFirewallKnowsVpc } from '../../../model/rules/network';
import { brokenPlaces } from '../../support/broken-places';

const POLICY = ['network.firewall.outboundPolicy'];

describe('a firewall at the nodes', () => {
  const places = (firewall: object) =>
    brokenPlaces(nodeFirewall, { network: { firewall: { attachedTo: 'node-pools', ...firewall } } });
  const outbound = (...actions: string[]) => actions.map((action) => ({ label: action.toLowerCase(), action }));

  it('lets nodes reach something', () => {
    expect(places({ outboundPolicy: 'ACCEPT' })).toEqual([]);
    expect(places({ outboundPolicy: 'DROP', outbound: outbound('DROP', 'ACCEPT') })).toEqual([]);
  });

  it('cuts them off where all is dropped, and what is listed, too', () => {
    expect(places({ outboundPolicy: 'DROP' })).toEqual(POLICY);
    expect(places({ outboundPolicy: 'DROP', outbound: outbound('DROP') })).toEqual(POLICY);
  });

  it('may drop all that goes out where it is in front of NodeBalancers, which send nothing', () => {
    expect(places({ attachedTo: 'nodebalancer', outboundPolicy: 'DROP' })).toEqual([]);
    expect(places({ attachedTo: undefined, outboundPolicy: 'DROP' })).toEqual([]);
  });

  it('knows the VPC of the nodes on LKE Enterprise', () => {
    const of = (tier: string, network: object) =>
      brokenPlaces(nodeFirewallKnowsVpc, {
        cluster: { tier },
        network: { firewall: { attachedTo: 'node-pools' }, ...network },
      });

    expect(of('enterprise', {})).toEqual(['network.firewall.attachedTo']);
    expect(of('enterprise', { vpc: { subnet: '10.0.0.0/14' } })).toEqual([]);
    expect(of('standard', {})).toEqual([]);
    expect(of('enterprise', { firewall: { attachedTo: 'nodebalancer' } })).toEqual([]);
    expect(of('enterprise', { firewall: { attachedTo: 'node-pools', nodeRules: false } })).toEqual([]);
  });
});
