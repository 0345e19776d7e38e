import '../support/property-seed';
import * as fc from 'fast-check';
import { draftOf } from '../../model/draft';
import type { StackId } from '../../model/naming';
import { stackAddresses } from '../../model/stack-addresses';
import { resourceAddresses } from '../support/addresses';
import { platforms } from '../support/generators/platform';
import { ENTERPRISE, exampleData, platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { synthesize } from '../support/synthesize';

/** Neither what stands for nothing at Linode or in the cluster, nor locks, which are made and lifted, never taken over. */
const isReal = (address: string) => !/^(terraform_data|linode_lock)\./.test(address);

function expectSame(data: PlatformData): void {
  const platform = platformOf(data);
  const { stacks } = synthesize(platform);
  for (const [stack, json] of Object.entries(stacks)) {
    const addresses = stackAddresses(draftOf(data), stack as StackId).sort();
    expect({ stack, addresses }).toEqual({ stack, addresses: resourceAddresses(json).filter(isReal) });
  }
}

describe('the addresses of a stack', () => {
  it.each([
    ['the example', exampleData()],
    ['a platform of the standard tier', STANDARD],
    ['a platform of the enterprise tier', ENTERPRISE],
  ])('are those of what is synthesized, for %s', (_name, data) => {
    expectSame(data);
  });

  it('are those of what is synthesized, for any platform', () => {
    fc.assert(
      fc.property(platforms, (data) => {
        expectSame(data);
      }),
      { numRuns: 15 },
    );
  });

  it('are none of an environment that the platform does not have', () => {
    expect(stackAddresses(draftOf(STANDARD), 'staging')).toEqual([]);
  });
});
