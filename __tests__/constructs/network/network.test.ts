import { TerraformOutput } from 'cdktf';
import { NETWORK_INPUTS, type NetworkProps } from '../../../constructs/network/inputs';
import { Network } from '../../../constructs/network/network';
import { synthesizeConstruct } from '../../support/construct-root';
import { structureOf, variablesFor } from '../../support/variables';

const FULL: NetworkProps = {
  region: 'nl-ams',
  tags: ['acme'],
  vpc: { label: 'acme', subnet: '10.0.0.0/14' },
  firewall: {
    label: 'acme-fw',
    inbound: [{ label: 'allow-web', ports: '80, 443', ipv4: ['0.0.0.0/0'] }],
    outbound: [{ label: 'drop-ping', protocol: 'ICMP', action: 'DROP', ipv6: ['::/0'] }],
  },
  dns: { zone: 'acme.example', soaEmail: 'dns@acme.example' },
};

const resourcesOf = (props: NetworkProps) =>
  synthesizeConstruct((root) => new Network(root, 'network', props)).resource;
const fromVariables = synthesizeConstruct(
  (root) => new Network(root, 'network', variablesFor(root, NETWORK_INPUTS)),
).resource;

describe('a network', () => {
  it('has a VPC with a subnet, a firewall and a zone', () => {
    expect(Object.keys(structureOf(resourcesOf(FULL)))).toEqual([
      'linode_domain.network_zone',
      'linode_firewall.network_firewall',
      'linode_vpc.network_vpc',
      'linode_vpc_subnet.network_further_subnet',
      'linode_vpc_subnet.network_subnet',
    ]);
  });

  it('makes each of them for one entry, whose key is part of its address', () => {
    expect(resourcesOf(FULL)).toMatchObject({
      linode_vpc: { network_vpc: { for_each: { this: { label: 'acme', subnet: '10.0.0.0/14' } } } },
      linode_vpc_subnet: { network_subnet: { vpc_id: '${linode_vpc.network_vpc[each.key].id}' } },
      linode_domain: {
        network_zone: {
          for_each: { this: { zone: 'acme.example', soa_email: 'dns@acme.example', ttl_seconds: 86_400 } },
        },
      },
    });
  });

  it('makes none of what is missing', () => {
    for (const byName of Object.values(resourcesOf({ region: 'nl-ams' }))) {
      for (const { for_each: forEach } of Object.values(byName)) expect(forEach).toEqual({});
    }
  });

  it('fills in what a firewall and its rules leave out', () => {
    const { inbound, outbound, ...policies } = firewallOf(FULL);

    expect(policies).toEqual({ label: 'acme-fw', inbound_policy: 'DROP', outbound_policy: 'ACCEPT' });
    expect(inbound).toEqual([
      {
        ...{ label: 'allow-web', action: 'ACCEPT', protocol: 'TCP', ports: '80, 443', description: null },
        ...{ ipv4: ['0.0.0.0/0'], ipv6: [] },
      },
    ]);
    expect(outbound).toEqual([
      {
        ...{ label: 'drop-ping', action: 'DROP', protocol: 'ICMP', ports: null, description: null },
        ...{ ipv4: [], ipv6: ['::/0'] },
      },
    ]);
  });

  it('has the same structure from literals, from few of them, and from variables', () => {
    expect(structureOf(fromVariables)).toEqual(structureOf(resourcesOf(FULL)));
    expect(structureOf(fromVariables)).toEqual(structureOf(resourcesOf({ region: 'nl-ams' })));
  });

  it('takes the presence of each part from its variable', () => {
    expect(fromVariables.linode_firewall?.network_firewall?.for_each).toMatch(/^\$\{.*var\.firewall.*this.*\}$/);
    expect(fromVariables.linode_domain?.network_zone?.for_each).toMatch(/^\$\{.*var\.dns.*this.*\}$/);
    expect(fromVariables.linode_vpc?.network_vpc).toMatchObject({ region: '${var.region}' });
  });

  it('tells the ids of its parts, or null', () => {
    const { output } = synthesizeConstruct((root) => {
      const { vpcId, subnetId, firewallId, zoneId, zone } = new Network(root, 'network', FULL);
      new TerraformOutput(root, 'ids', { value: [vpcId, subnetId, firewallId, zoneId, zone] });
    }) as { output?: unknown };

    expect(output).toEqual({
      ids: {
        value: [
          '${one([for instance in linode_vpc.network_vpc : instance.id])}',
          '${one([for instance in linode_vpc_subnet.network_subnet : instance.id])}',
          '${one([for instance in linode_firewall.network_firewall : instance.id])}',
          '${one([for instance in linode_domain.network_zone : instance.id])}',
          '${one([for instance in linode_domain.network_zone : instance.domain])}',
        ],
      },
    });
  });
});

function firewallOf(props: NetworkProps): Record<string, unknown> {
  const entries = resourcesOf(props).linode_firewall?.network_firewall?.for_each;
  return (entries as Record<string, Record<string, unknown>>).this ?? {};
}
