import type { RollbackPlan } from '../../../operations/rollback/record';
import { suspectOf } from '../../../operations/rollback/suspect';

const last = { rollback_id: 'staging/1', made_at: '2026-11-28T06:00:00.000Z' } as RollbackPlan;

describe('the change that an alert may come from', () => {
  it('is the last one, for an hour', () => {
    expect(suspectOf(last, '2026-11-28T06:00:01Z')).toBe(last);
    expect(suspectOf(last, '2026-11-28T07:00:00Z')).toBe(last);
  });

  it('is none later, before it, or where there is no plan that can be read', () => {
    expect(suspectOf(last, '2026-11-28T07:00:01Z')).toBeUndefined();
    expect(suspectOf(last, '2026-11-28T05:59:59Z')).toBeUndefined();
    expect(suspectOf({ rollback_id: 'staging/1', unreadable: 'cut off' }, '2026-11-28T06:30:00Z')).toBeUndefined();
    expect(suspectOf(undefined, '2026-11-28T06:30:00Z')).toBeUndefined();
  });
});
