import { follows, newRecord, type StatusChange, statusChangeSchema } from '../../../model/lifecycle/record';

const FIRST = newRecord(undefined);
const READY: StatusChange = { record: 1, from: 'provisioning', to: 'ready', event: 'apply-succeeded' };
const RETIRED: StatusChange = { record: 1, from: 'ready', to: 'retired', event: 'scheduled-retirement' };

describe('a record of an environment', () => {
  it('begins at provisioning', () => {
    expect(FIRST).toEqual({ record: 1, from: null, to: 'provisioning', event: 'created' });
    expect(follows(FIRST, undefined)).toBe(true);
  });

  it('is followed by another one when the environment is made anew', () => {
    const second = newRecord(RETIRED);

    expect(second).toEqual({ record: 2, from: null, to: 'provisioning', event: 'created' });
    expect(follows(second, RETIRED)).toBe(true);
  });

  it('may lack its beginning: nothing is known then but that it is provisioning', () => {
    expect(follows(READY, undefined)).toBe(true);
    expect(follows({ ...READY, from: 'recovering', event: 'validation-passed' }, undefined)).toBe(false);
  });

  it.each<[string, StatusChange, StatusChange | undefined]>([
    ['of another record', { ...READY, record: 2 }, FIRST],
    ['from another status', READY, RETIRED],
    ['by an event that leads elsewhere', { ...READY, event: 'critical-failure' }, FIRST],
    ['to a status that nothing leads to', { ...READY, to: 'degraded' }, FIRST],
    ['that begins anywhere but at provisioning', { ...FIRST, to: 'ready' }, undefined],
    ['that begins a record again', FIRST, FIRST],
  ])('has nothing in it %s', (_, change, last) => {
    expect(follows(change, last)).toBe(false);
  });

  it('has no status that there is not', () => {
    expect(statusChangeSchema.safeParse({ ...READY, to: 'fine' }).success).toBe(false);
  });
});
