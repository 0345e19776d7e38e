import { BUCKETS } from '../../../model/naming';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { protectedBy } from '../../../operations/orphans/protection';
import type { Thing } from '../../../operations/orphans/thing';

describe('the field that protects a bucket in no state', () => {
  const stacks = ['state', 'system'].map((id) => ({
    id,
    protectedAddresses: ['linode_object_storage_bucket.it'],
  })) as unknown as SynthesizedStack[];
  const field = (name: string) => protectedBy({ type: 'linode_object_storage_bucket', name } as Thing, stacks);

  it.each(BUCKETS)('is that of the platform for the bucket %s', (bucket) => {
    expect(field(`acme-${bucket}`)).toBe('deletionProtection');
  });

  it('is that of system for a bucket of logs', () => {
    expect(field('acme-loki')).toBe('environments.system.deletionProtection');
  });
});

describe('the field that protects what is in no state', () => {
  const stacks = (addresses: readonly string[]) =>
    ['state', 'cluster', 'system', 'production'].map((id) => ({
      id,
      protectedAddresses: addresses,
    })) as unknown as SynthesizedStack[];
  const fieldOf = (type: string, name: string, addresses = [`${type}.it`]) =>
    protectedBy({ type, name } as Thing, stacks(addresses));

  it.each(['linode_lke_cluster', 'linode_vpc', 'linode_vpc_subnet', 'linode_domain'])(
    'is that of the platform for %s',
    (type) => {
      expect(fieldOf(type, 'acme')).toBe('deletionProtection');
    },
  );

  it.each([
    ['env-production', 'environments.production.deletionProtection'],
    ['env-system', 'environments.system.deletionProtection'],
    ['monitoring', 'environments.system.deletionProtection'],
    ['sealed-secrets', 'environments.system.deletionProtection'],
    ['env-gone', undefined],
    ['of-others', undefined],
  ])('is that of the environment that makes the namespace %s', (name, field) => {
    expect(fieldOf('kubernetes_namespace_v1', name)).toBe(field);
  });

  it('is none where the stack protects nothing of that type', () => {
    expect(fieldOf('linode_vpc', 'acme', ['linode_vpc_subnet.it', 'linode_domain.linode_vpc'])).toBeUndefined();
    expect(fieldOf('linode_vpc', 'acme', [])).toBeUndefined();
    expect(fieldOf('linode_firewall', 'acme')).toBeUndefined();
  });
});
