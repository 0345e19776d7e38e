import type { FirewallDeviceEntity } from '@linode/api-v4';
import { describeFirewall } from '../../../operations/adopt/describe-firewall';
import { live, liveEnterprise, liveFirewall, livePool } from '../../support/live';

const RULE = { label: 'web', action: 'ACCEPT', protocol: 'TCP', ports: '443', addresses: { ipv4: ['0.0.0.0/0'] } };
const device = (type: string, id: number) =>
  ({ type, id, label: `${type}-${id}`, url: '', parent_entity: null }) as FirewallDeviceEntity;

const describeRules = (...inbound: object[]) =>
  describeFirewall(live({ firewall: liveFirewall({ rules: { inbound } }) }), 'shop');

describe('the description of a firewall', () => {
  it('is none without a firewall', () => {
    expect(describeFirewall(live(), 'shop').data).toBeUndefined();
  });

  it('has its label, its rules in their order, and its policies', () => {
    const outbound = [{ label: 'dns', action: 'DROP', protocol: 'UDP', addresses: { ipv6: ['2001:DB8::1'] } }];

    expect(describeFirewall(live({ firewall: liveFirewall({ rules: { outbound } }) }), 'shop').data).toEqual({
      label: 'shop-firewall',
      attachedTo: 'nodebalancer',
      inbound: [{ label: 'web', action: 'ACCEPT', protocol: 'TCP', ports: '443', ipv4: ['0.0.0.0/0'] }],
      outbound: [{ label: 'dns', action: 'DROP', protocol: 'UDP', ipv6: ['2001:db8::1/128'] }],
      inboundPolicy: 'DROP',
      outboundPolicy: 'ACCEPT',
    });
  });

  it('says so when nothing comes in, which is not the default', () => {
    expect(describeRules().data).toMatchObject({ inbound: [] });
  });

  it.each([
    [
      'pools of an enterprise cluster',
      liveEnterprise({ pools: [livePool(11, { firewall_id: 50 })], firewall: liveFirewall() }),
      'node-pools',
    ],
    [
      'nodes of the cluster',
      live({ firewall: liveFirewall({ entities: [device('linode', 1100)] }) }),
      'cloud-firewall-controller',
    ],
    ['a NodeBalancer', live({ firewall: liveFirewall({ entities: [device('nodebalancer', 7)] }) }), 'nodebalancer'],
    [
      'a Linode that is not a node',
      live({ firewall: liveFirewall({ entities: [device('linode', 7)] }) }),
      'nodebalancer',
    ],
  ])('says that it protects %s', (_what, it, attachedTo) => {
    expect(describeFirewall(it, 'shop').data).toMatchObject({ attachedTo });
  });

  it('adds no rule to those that protect nodes', () => {
    const pools = [livePool(11, { firewall_id: 50 })];

    expect(describeFirewall(liveEnterprise({ pools, firewall: liveFirewall() }), 'shop').data?.nodeRules).toBe(false);
  });

  it('notes what it is attached to, and what is inferred', () => {
    expect(describeRules(RULE).notes).toEqual([
      { path: ['network', 'firewall', 'attachedTo'], text: 'Inferred: nothing has it now.' },
    ]);
  });

  it('gives a label to a rule without one, or with that of another', () => {
    const { data, notes } = describeRules(RULE, RULE, { ...RULE, label: null });

    expect(data?.inbound?.map(({ label }) => label)).toEqual(['web', 'inbound-2', 'inbound-3']);
    expect(notes).toHaveLength(3);
  });
});

describe('a firewall with a rule that cannot be said', () => {
  it.each([
    ['a reference to a rule set', { ruleset: 5 }, 'rule set 5 is a reference'],
    ['another protocol', { ...RULE, protocol: 'ALL' }, 'rule web is for the protocol ALL'],
    [
      'a prefix list',
      { ...RULE, addresses: { ipv4: ['pl:system:all'] } },
      'rule web names pl:system:all, which is not a network',
    ],
    ['no network', { ...RULE, addresses: {} }, 'rule web names no network'],
  ])('is left out whole: %s', (_what, rule, reason) => {
    expect(describeRules(RULE, rule)).toMatchObject({
      data: undefined,
      leftOut: [
        {
          what: 'the firewall shop-firewall (50)',
          reason,
          consequence: expect.stringContaining('keeps protecting') as string,
        },
      ],
    });
  });
});
