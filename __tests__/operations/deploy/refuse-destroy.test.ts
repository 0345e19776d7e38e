import type { Deployment } from '../../../operations/deploy/deployment';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { DestroyRefused, refuseDestroy } from '../../../operations/deploy/refuse-destroy';

const DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  state: [],
  cluster: [],
  system: ['cluster'],
  staging: ['cluster', 'system'],
  production: ['cluster', 'system'],
};

/** Why stacks are not destroyed, by where it is said. */
async function refusals(
  going: readonly string[],
  { standing = [], guarded = {} }: { standing?: readonly string[]; guarded?: Readonly<Record<string, string[]>> } = {},
) {
  const stacks = Object.entries(DEPENDENCIES).map(([id, dependencies]) => ({
    ...{ id, dependencies, protectedAddresses: guarded[id] ?? [] },
  })) as unknown as SynthesizedStack[];
  const deployment = {
    output: { stacks },
    hasResources: ({ id }: SynthesizedStack) => Promise.resolve(standing.includes(id)),
  } as unknown as Deployment;
  const error: unknown = await refuseDestroy(
    deployment,
    stacks.filter(({ id }) => going.includes(id)),
  ).catch((reason: unknown) => reason);
  if (error === undefined) return [];
  expect(error).toBeInstanceOf(DestroyRefused);
  return (error as DestroyRefused).problems;
}

describe('the destruction of stacks', () => {
  it('is fine where nothing is protected and nothing else stands on them', async () => {
    expect(await refusals(['production'], { standing: ['system', 'staging'] })).toEqual([]);
    expect(await refusals(['cluster', 'system', 'staging', 'production'], { standing: ['state'] })).toEqual([]);
  });

  it('is fine where what would need them is not there', async () => {
    expect(await refusals(['system'], { standing: ['cluster'] })).toEqual([]);
  });

  it('is refused while others stand on them that stay, which it names in their order', async () => {
    expect(await refusals(['system'], { standing: ['cluster', 'system', 'staging', 'production'] })).toEqual([
      {
        where: 'stack staging, production',
        what: 'there are still resources that need system',
        fix: 'destroy them first, or together: destroy system staging production',
      },
    ]);
    expect(await refusals(['cluster', 'system', 'staging'], { standing: ['production'] })).toMatchObject([
      { where: 'stack production', what: 'there are still resources that need cluster, system, staging' },
    ]);
  });

  it.each([
    ['cluster', 'deletionProtection'],
    ['state', 'deletionProtection'],
    ['system', 'environments.system.deletionProtection'],
    ['production', 'environments.production.deletionProtection'],
  ])('is refused where %s is protected, with the field that does so', async (id, field) => {
    expect(await refusals([id], { guarded: { [id]: ['a.b', 'c.d'] } })).toEqual([
      {
        where: `stack ${id}`,
        what: 'it is protected from deletion: a.b, c.d',
        fix: expect.stringContaining(`first set ${field}: false in the platform file`) as string,
      },
    ]);
  });

  it('is refused with every reason at once, and for what goes alone', async () => {
    const guarded = { production: ['a.b'], staging: ['a.b'], cluster: ['a.b'] };

    expect(
      (await refusals(['system', 'staging'], { standing: ['production'], guarded })).map(({ where }) => where),
    ).toEqual(['stack staging', 'stack production']);
  });
});
