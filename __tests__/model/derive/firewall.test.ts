import { nodeRulesOf } from '../../../model/derive/firewall';
import { ENTERPRISE, MINIMAL, platformOf } from '../../support/platforms';

const firewallOf = (firewall: object) =>
  platformOf({ ...ENTERPRISE, network: { ...ENTERPRISE.network, firewall } }).network.firewall;
const labelsOf = (firewall: object) => firewallOf(firewall)?.inbound.map(({ label }) => label);

const RULE = { label: 'own', ports: '8443', ipv4: ['203.0.113.0/24'] };
const NODE_RULES = [
  'lke-nodes-tcp',
  'lke-nodes-udp',
  'lke-nodes-ipencap',
  'lke-nodebalancers-tcp',
  'lke-nodebalancers-udp',
  'lke-icmp',
];
const VPC_RULES = ['lke-vpc-tcp', 'lke-vpc-udp', 'lke-vpc-ipencap'];

describe('the firewall of a platform', () => {
  it('is none unless the file has one', () => {
    expect(platformOf(MINIMAL).network.firewall).toBeUndefined();
  });

  it('is called after the platform', () => {
    expect(firewallOf({ attachedTo: 'nodebalancer' })?.label).toBe('acme-fw');
    expect(firewallOf({ attachedTo: 'nodebalancer', label: 'shop-firewall' })?.label).toBe('shop-firewall');
  });

  it('lets the web through to a NodeBalancer, and nothing else', () => {
    expect(labelsOf({ attachedTo: 'nodebalancer' })).toEqual(['allow-web']);
    expect(labelsOf({ attachedTo: 'nodebalancer', inbound: [RULE] })).toEqual(['own']);
    expect(labelsOf({ attachedTo: 'nodebalancer', inbound: [] })).toEqual([]);
  });

  it('lets what nodes need through to nodes, before anything that the file denies', () => {
    expect(labelsOf({ attachedTo: 'node-pools', inbound: [RULE] })).toEqual([...NODE_RULES, ...VPC_RULES, 'own']);
    expect(labelsOf({ attachedTo: 'cloud-firewall-controller' })).toEqual([...NODE_RULES, ...VPC_RULES]);
  });

  it('leaves that out where the file has it itself', () => {
    expect(labelsOf({ attachedTo: 'node-pools', nodeRules: false, inbound: [RULE] })).toEqual(['own']);
  });

  it('knows no VPC where there is none', () => {
    expect(nodeRulesOf({ attachedTo: 'cloud-firewall-controller' }).map(({ label }) => label)).toEqual(NODE_RULES);
  });
});
