import type { Observed, Step } from '../../../operations/bootstrap/next-step';
import { runSteps } from '../../../operations/bootstrap/run-steps';

const DONE: Observed = {
  leftOver: 0,
  buckets: true,
  key: true,
  local: 'none',
  remote: 'there',
  isCovered: true,
  lock: 'honoured',
};

/** Runs with what is seen before each step, and writes down what happens. */
async function run(seen: readonly Observed[], perform: (step: Step) => void = () => undefined) {
  const left = [...seen];
  const written: unknown[] = [];
  const steps = runSteps({
    journal: { write: (entry) => written.push(entry) },
    look: () => Promise.resolve(left.shift() ?? DONE),
    perform: (step) => Promise.resolve(perform(step)),
  });
  return { steps: await steps.catch(String), written };
}

describe('running the steps of a bootstrap', () => {
  it('goes on until nothing is left to do, and looks again after each', async () => {
    const { steps, written } = await run([
      { ...DONE, leftOver: 1 },
      { ...DONE, lock: undefined },
    ]);

    expect(steps).toEqual(['clean-up', 'probe-lock']);
    expect(written).toEqual([
      { event: 'began', step: 'clean-up' },
      { event: 'done', step: 'clean-up' },
      { event: 'began', step: 'probe-lock' },
      { event: 'done', step: 'probe-lock' },
    ]);
  });

  it('writes down a failure and passes it on', async () => {
    const { steps, written } = await run([{ ...DONE, lock: undefined }], () => {
      throw new Error('out of order');
    });

    expect(steps).toBe('Error: out of order');
    expect(written.at(-1)).toEqual({ event: 'failed', step: 'probe-lock' });
  });

  it('does not repeat a step that ended well and changed nothing', async () => {
    const stuck = { ...DONE, lock: undefined };
    const { steps } = await run([stuck, stuck, stuck]);

    expect(steps).toContain('the step probe-lock ended well and yet is not done');
  });

  it('begins nothing when it is refused', async () => {
    const { steps, written } = await run([{ ...DONE, lock: 'sticks' }]);

    expect(steps).toContain('a lock that was released still counts as held');
    expect(written).toEqual([]);
  });
});
