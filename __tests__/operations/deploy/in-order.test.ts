import { setTimeout as sleep } from 'node:timers/promises';
import { inOrder, type InOrderProps } from '../../../operations/deploy/in-order';

type Stack = 'state' | 'cluster' | 'system' | 'staging' | 'production';
const BEFORE: Readonly<Record<Stack, readonly Stack[]>> = {
  state: [],
  cluster: ['state'],
  system: ['state', 'cluster'],
  staging: ['state', 'cluster', 'system'],
  production: ['state', 'cluster', 'system'],
};
const ALL = Object.keys(BEFORE) as Stack[];

describe('work in order', () => {
  const events: string[] = [];
  beforeEach(() => events.splice(0));
  const work = async (id: Stack) => {
    events.push(`+${id}`);
    await sleep(5);
    events.push(`-${id}`);
    return id.length;
  };
  const run = (props: Partial<InOrderProps<Stack, number>> = {}) =>
    inOrder({ ids: ALL, before: (id) => BEFORE[id], parallelism: 4, work, ...props });

  it('begins each as soon as those before it are done, in parallel where it can', async () => {
    await run();

    expect(events.slice(0, 6)).toEqual(['+state', '-state', '+cluster', '-cluster', '+system', '-system']);
    expect(events.slice(6)).toEqual(['+staging', '+production', '-staging', '-production']);
  });

  it('never does more at once than it may', async () => {
    await run({ parallelism: 1 });

    expect(events.slice(6)).toEqual(['+staging', '-staging', '+production', '-production']);
  });

  it.each([2, 3])('begins the next of many only when one of the %i that may run is done', async (parallelism) => {
    const ids = ['state', 'cluster', 'system', 'staging', 'production'] as const;
    let running = 0;
    const counts: number[] = [];
    await inOrder<Stack, void>({
      ids,
      before: () => [],
      parallelism,
      work: async (id) => {
        counts.push(++running);
        // They end one after the other, so that a place is free while others are still taken.
        await sleep(5 * (ids.indexOf(id) + 1));
        running--;
      },
    });

    expect(counts).toHaveLength(ids.length);
    expect(Math.max(...counts)).toBe(parallelism);
  });

  it('takes those for done that are not among what is to be done', async () => {
    const outcomes = await run({ ids: ['production'] });

    expect([...outcomes]).toEqual([['production', { status: 'done', value: 10 }]]);
  });

  it('begins nothing that comes after a failure, and says because of what', async () => {
    const error = new Error('no');
    const outcomes = await run({ work: (id) => (id === 'cluster' ? Promise.reject(error) : work(id)) });

    expect(Object.fromEntries(outcomes)).toEqual({
      state: { status: 'done', value: 5 },
      cluster: { status: 'failed', error },
      system: { status: 'skipped', because: 'cluster' },
      staging: { status: 'skipped', because: 'cluster' },
      production: { status: 'skipped', because: 'cluster' },
    });
  });

  it('begins nothing that comes after what was kept back', async () => {
    const outcomes = await run({ isDone: (length) => length !== 'system'.length });

    expect(outcomes.get('system')).toEqual({ status: 'done', value: 6 });
    expect(outcomes.get('staging')).toEqual({ status: 'skipped', because: 'system' });
  });
});
