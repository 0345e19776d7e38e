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
