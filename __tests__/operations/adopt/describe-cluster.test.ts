import { describeCluster } from '../../../operations/adopt/describe-cluster';
import { live, liveEnterprise } from '../../support/live';

describe('the description of a cluster', () => {
  it('says what the platform would get wrong by itself', () => {
    expect(describeCluster(live(), 'shop')).toEqual({
      data: {
        region: 'nl-ams',
        kubernetesVersion: '1.34',
        highAvailability: true,
        controlPlaneAcl: { ipv4: ['203.0.113.0/24'] },
      },
      notes: [],
      leftOut: [],
    });
  });

  it('keeps a label that is not the name of the platform', () => {
    expect(describeCluster(live(), 'acme').data.label).toBe('shop');
  });

  it('tells the tier and its audit logs', () => {
    const cluster = { control_plane: { high_availability: true, audit_logs_enabled: true } };

    expect(describeCluster(liveEnterprise({ cluster }), 'shop').data).toMatchObject({
      tier: 'enterprise',
      kubernetesVersion: 'v1.33.6+lke7',
      auditLogs: true,
    });
  });

  it.each([
    ['was never installed', undefined],
    ['is off, though it still lists networks', { enabled: false, addresses: { ipv4: ['203.0.113.0/24'] } }],
  ])('notes that the API is open where the ACL %s', (_what, acl) => {
    expect(describeCluster(live({ acl }), 'shop')).toMatchObject({
      data: { controlPlaneAcl: { enabled: false } },
      notes: [{ path: ['cluster', 'controlPlaneAcl'], text: 'Open to the internet, as it is now.' }],
    });
  });

  it('lists no networks where the ACL has none', () => {
    expect(describeCluster(live({ acl: { enabled: true } }), 'shop').data.controlPlaneAcl).toEqual({});
  });

  it.each([
    ['App Platform', { apl_enabled: true }],
    ['IPv6', { stack_type: 'ipv4-ipv6' }],
  ])('leaves out the %s of a cluster', (what, cluster) => {
    expect(describeCluster(live({ cluster }), 'shop').leftOut).toEqual([
      expect.objectContaining({ what: expect.stringContaining(what) as string }),
    ]);
  });
});
