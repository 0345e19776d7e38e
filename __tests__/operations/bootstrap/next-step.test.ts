import { assert, boolean, constantFrom, property, record } from 'fast-check';
import { nextStep, type Observed, type Step } from '../../../operations/bootstrap/next-step';

const NOTHING: Observed = {
  leftOver: 0,
  buckets: false,
  key: false,
  local: 'none',
  remote: 'unknown',
  isCovered: true,
  lock: undefined,
};
const APPLIED = { ...NOTHING, buckets: true, local: 'finished' } as const;
const KEYED = { ...APPLIED, key: true, remote: 'none' } as const;

describe('the next step of a bootstrap', () => {
  it.each<[string, Observed, Step | 'done']>([
    ['in an empty account, makes the buckets', NOTHING, 'create-buckets'],
    ['with buckets and no key, mints a key', APPLIED, 'mint-key'],
    ['with a key, tries the lock before a state goes there', KEYED, 'probe-lock'],
    ['with a lock that is honoured, copies the state', { ...KEYED, lock: 'honoured' }, 'migrate-state'],
    ['with a lock that is ignored, copies the state all the same', { ...KEYED, lock: 'ignored' }, 'migrate-state'],
    ['with a copy, puts the local state aside', { ...KEYED, remote: 'there' }, 'forget-local-state'],
    ['with nothing but the copy, is none', { ...KEYED, local: 'none', remote: 'there', lock: 'honoured' }, 'done'],
    ['after an interruption, first cleans up', { ...KEYED, leftOver: 1 }, 'clean-up'],
    ['after an apply that failed half way, applies again', { ...KEYED, local: 'unfinished' }, 'create-buckets'],
    ['after the local state was lost, takes the buckets over', { ...KEYED, local: 'none' }, 'create-buckets'],
    ['on a second machine, mints a key of its own', { ...NOTHING, buckets: true }, 'mint-key'],
    ['on a second machine with a key, tries the lock', { ...KEYED, local: 'none', remote: 'there' }, 'probe-lock'],
    ['with a key that was revoked, mints another', { ...APPLIED, local: 'none' }, 'mint-key'],
  ])('%s', (_, observed, step) => {
    expect(nextStep(observed)).toBe(step);
  });

  it.each(['sticks', 'unsupported'] as const)('is refused where the lock is found to be: %s', (lock) => {
    expect(nextStep({ ...KEYED, lock })).toMatchObject({ refusal: expect.stringContaining('lock') as string });
  });

  it('is refused where the bucket has a state that lacks what the local one has', () => {
    const decision = nextStep({ ...KEYED, remote: 'there', isCovered: false });

    expect(decision).toMatchObject({ refusal: expect.stringContaining('Compare the two') as string });
  });

  it('leads from anywhere to the end, and never goes in a circle', () => {
    const anywhere = record<Observed>({
      leftOver: constantFrom(0, 2),
      buckets: boolean(),
      key: boolean(),
      local: constantFrom('none', 'unfinished', 'finished'),
      remote: constantFrom('none', 'there'),
      isCovered: boolean(),
      lock: constantFrom(undefined, 'honoured', 'ignored', 'sticks', 'unsupported'),
    });

    assert(
      property(anywhere, (start) => {
        let observed = seen(start);
        const taken: Step[] = [];
        for (let decision = nextStep(observed); typeof decision === 'string'; decision = nextStep(observed)) {
          if (decision === 'done') break;
          expect(taken).not.toContain(decision);
          taken.push(decision);
          observed = seen({ ...observed, ...AFTER[decision] });
        }
      }),
    );
  });
});

/** What is there after each step. */
const AFTER: Readonly<Record<Step, Partial<Observed>>> = {
  'clean-up': { leftOver: 0 },
  'create-buckets': { buckets: true, local: 'finished' },
  'mint-key': { key: true },
  'probe-lock': { lock: 'honoured' },
  'migrate-state': { remote: 'there', isCovered: true },
  'forget-local-state': { local: 'none' },
};

/** Without buckets and key nobody sees what is in the bucket; what is not there covers nothing but nothing. */
function seen(observed: Observed): Observed {
  const remote = observed.buckets && observed.key ? (observed.remote === 'there' ? 'there' : 'none') : 'unknown';
  return { ...observed, remote };
}
