import { acceptedDrift } from '../../../model/entities/drift';

const accepted = (address: string) =>
  acceptedDrift.schema.safeParse({
    address,
    attribute: 'data.config',
    value: 'a',
    until: '2027-01-31',
    reason: 'until the next upgrade',
  }).success;

describe('the address of an accepted difference', () => {
  it.each([
    'linode_domain.network_zone["this"]',
    'helm_release.loki/ConfigMap/monitoring/loki',
    'helm_release.charts["loki"]/ClusterRole/loki:reader',
  ])('is as drift prints it: %s', (address) => {
    expect(accepted(address)).toBe(true);
  });

  it.each(['loki', 'helm_release.loki/ConfigMap', 'helm_release.loki/ConfigMap/a/b/c', 'linode_domain.zone/'])(
    'is not %s',
    (address) => {
      expect(accepted(address)).toBe(false);
    },
  );
});
