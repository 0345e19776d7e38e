import { ABANDONED_MS, grantOf, isAbandoned, type RecordedGrant } from '../../../operations/access/recorded-grants';

const BEGAN = '2026-11-27T12:00:00.000Z';
const grant = (about: Partial<RecordedGrant> = {}): RecordedGrant => ({
  ...{ grant: 'one', role: 'app-team', holder: 'kim', end: '2027-01-01T00:00:00Z', kubeconfig: 'x', ticket: null },
  ...{ approvedBy: null, request: '0123', environment: 'production', by: 'kim', why: '', sequence: 1, began: BEGAN },
  ...{ outcome: undefined, left: false, revoked: undefined },
  ...about,
});
const after = (milliseconds: number) => new Date(Date.parse(BEGAN) + milliseconds);

describe('a grant that was begun', () => {
  it('is abandoned where nothing was heard of it for a quarter of an hour, to the millisecond', () => {
    expect(isAbandoned(grant(), after(ABANDONED_MS - 1))).toBe(false);
    expect(isAbandoned(grant(), after(ABANDONED_MS))).toBe(true);
  });

  it('is not abandoned where it ended, or was revoked, however long ago', () => {
    const longAgo = after(100 * ABANDONED_MS);

    expect(isAbandoned(grant({ outcome: 'done' }), longAgo)).toBe(false);
    expect(isAbandoned(grant({ outcome: 'failed' }), longAgo)).toBe(false);
    expect(isAbandoned(grant({ revoked: BEGAN }), longAgo)).toBe(false);
  });

  it('uses up its request, the first one of it, unless it failed', () => {
    const grants = (...all: RecordedGrant[]) => new Map(all.map((it) => [it.grant, it]));
    const [failed, second, third] = [
      grant({ grant: 'failed', outcome: 'failed', sequence: 1 }),
      grant({ grant: 'second', sequence: 2 }),
      grant({ grant: 'third', sequence: 3, outcome: 'done' }),
    ];

    expect(grantOf(grants(third, second, failed), '0123')).toBe(second);
    expect(grantOf(grants(failed), '0123')).toBeUndefined();
    expect(grantOf(grants(third), 'another')).toBeUndefined();
  });
});
