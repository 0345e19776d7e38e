import { itemsOf } from '../../model/cost/platform-items';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { stackFactsOf, stackFactsSchema } from '../../model/stack-facts';
import { exampleData, platformOf } from '../support/platforms';
import { synthesize } from '../support/synthesize';

const platform = platformOf(exampleData());
const STACKS = ['cluster', ...ENVIRONMENT_NAMES] as const;
const nameOf = ({ owner, name }: { owner: string; name: string }) => `${owner}/${name}`;

describe('what stacks tell', () => {
  it('is all that is paid for, each in one stack', () => {
    const told = STACKS.flatMap((stack) => stackFactsOf(platform, stack).items);

    expect(told.map(nameOf).sort()).toEqual(itemsOf(platform).map(nameOf).sort());
  });

  it('begins with the cluster: its pool, the control plane, the ingress and the buckets', () => {
    const { items } = stackFactsOf(platform, 'cluster');

    expect(items.map(nameOf)).toEqual(
      expect.arrayContaining(['system/baseline', 'shared/control plane', 'shared/buckets']),
    );
    expect(stackFactsOf(platform, 'system').items.every(({ name }) => name !== 'baseline')).toBe(true);
  });

  it('is nothing of an environment that is retired', () => {
    const environments = platform.environments.map((it) => ({ ...it, retired: it.name === 'staging' }));

    expect(stackFactsOf({ ...platform, environments }, 'staging')).toMatchObject({
      items: [],
      secrets: [],
      policies: [],
    });
  });

  it('stands in the root modules, and is read there as it was written', () => {
    const { stacks } = synthesize(platform);
    for (const stack of STACKS) {
      expect(stackFactsSchema.parse(stacks[stack]?.locals?.facts)).toEqual(stackFactsOf(platform, stack));
    }
  });
});
