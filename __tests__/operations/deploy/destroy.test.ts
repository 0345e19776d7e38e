import { applyStack } from '../../../operations/deploy/apply-stack';
import type { Deployment } from '../../../operations/deploy/deployment';
import { destroyStacks, type DestroyStacksProps } from '../../../operations/deploy/destroy';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';

jest.mock('../../../operations/deploy/apply-stack');

const STACKS = [
  { id: 'cluster', dependencies: [] },
  { id: 'system', dependencies: ['cluster'] },
  { id: 'staging', dependencies: ['cluster', 'system'] },
  { id: 'production', dependencies: ['cluster', 'system'] },
].map((it) => ({ ...it, protectedAddresses: [] })) as unknown as SynthesizedStack[];

describe('stacks that are destroyed', () => {
  let log: string[];
  beforeEach(() => {
    log = [];
  });

  /** @param declined stacks of which the plan is not approved @param failing those that the engine does not destroy */
  const destroy = async ({ declined = [], failing = [] }: { declined?: string[]; failing?: string[] } = {}) => {
    jest.mocked(applyStack).mockImplementation(async (_deployment, { id }, props, { destroy: isDestroy } = {}) => {
      log.push(`${isDestroy ? 'plan to destroy' : 'plan'} ${id}`);
      if (!(await props.approve(id, {} as never))) return { status: 'declined', summary: {} as never };
      if (failing.includes(id)) throw new Error(`${id} cannot be destroyed`);
      log.push(`destroy ${id}`);
      return { status: 'unchanged' };
    });
    const deployment = {
      output: { stacks: STACKS },
      stacks: () => STACKS,
      stack: (id: string) => STACKS.find((it) => it.id === id),
      hasResources: () => Promise.resolve(true),
    } as unknown as Deployment;
    const props = {
      parallelism: 1,
      approve: (id: string) => Promise.resolve(!declined.includes(id)),
      beforeDestroy: (id: string) => Promise.resolve(void log.push(`before ${id}`)),
      afterDestroy: (id: string) => Promise.resolve(void log.push(`after ${id}`)),
    } as unknown as DestroyStacksProps;
    const outcomes = await destroyStacks(deployment, ['cluster', 'system', 'staging', 'production'], props);
    return Object.fromEntries(outcomes.map((it) => [it.stack, it.status]));
  };
  const begun = () => log.flatMap((line) => /^destroy (.*)/.exec(line)?.[1] ?? []);

  it('go each after those that need it', async () => {
    await destroy();

    expect(begun()).toEqual(['production', 'staging', 'system', 'cluster']);
  });

  it('keep those that they need where they are not destroyed', async () => {
    expect(await destroy({ declined: ['staging'] })).toEqual({
      ...{ production: 'unchanged', staging: 'declined', system: 'skipped', cluster: 'skipped' },
    });
    expect(begun()).toEqual(['production']);
    log = [];
    expect(await destroy({ failing: ['production'] })).toMatchObject({ production: 'failed', system: 'skipped' });
    expect(begun()).toEqual(['staging']);
  });

  it('are prepared once that is approved, and cleared up after once they are gone', async () => {
    await destroy({ declined: ['staging'], failing: ['production'] });
    expect(log).toEqual(['plan to destroy production', 'before production', 'plan to destroy staging']);
    log = [];
    await destroy();
    expect(log.filter((line) => line.endsWith(' staging'))).toEqual([
      ...['plan to destroy staging', 'before staging', 'destroy staging', 'after staging'],
    ]);
  });
});
