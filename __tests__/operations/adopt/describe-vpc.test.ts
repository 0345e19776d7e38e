import { describeVpc } from '../../../operations/adopt/describe-vpc';
import { live, liveEnterprise, liveVpc } from '../../support/live';

const SUBNET = liveVpc().subnets[0]!;

describe('the description of a VPC', () => {
  it('is none without a VPC', () => {
    expect(describeVpc(live(), 'shop')).toEqual({ data: undefined, notes: [], leftOut: [] });
  });

  it('has the subnet of the nodes, and a label that is not the name of the platform', () => {
    expect(describeVpc(liveEnterprise(), 'shop')).toEqual({ data: { subnet: '10.0.0.0/14' }, notes: [], leftOut: [] });
    expect(describeVpc(liveEnterprise(), 'acme').data).toEqual({ label: 'shop', subnet: '10.0.0.0/14' });
  });

  it.each([
    ['LKE made', liveVpc({ label: 'lke10' })],
    ['has IPv6', liveVpc({ ipv6: [{ range: '2001:db8::/52' }] })],
    ['has a subnet with IPv6', liveVpc({ subnets: [{ ...SUBNET, ipv6: [{ range: '2001:db8::/56' }] }] })],
    ['has a subnet of another size', liveVpc({ subnets: [{ ...SUBNET, ipv4: '10.0.0.0/16' }] })],
    ['lacks the subnet of the cluster', liveVpc({ subnets: [] })],
  ])('leaves out one that %s', (_what, vpc) => {
    expect(describeVpc(liveEnterprise({ vpc }), 'shop')).toMatchObject({
      data: undefined,
      leftOut: [{ consequence: expect.stringContaining('would replace the cluster') as string }],
    });
  });
});
