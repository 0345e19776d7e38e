import { policyReview } from '../../../operations/access/review';

const NOW = new Date('2026-11-29T12:00:00.000Z');
const review = (policy: { reviewedOn?: string; expiry?: string } = {}, recordedAt?: string) =>
  policyReview(
    'production',
    { role: 'app-team', reviewedOn: policy.reviewedOn, expiry: policy.expiry },
    recordedAt === undefined ? undefined : { time: recordedAt, by: 'ada' },
    [],
    NOW,
  );

describe('the review of a policy', () => {
  it('is overdue where there was none', () => {
    expect(review()).toMatchObject({ reviewed: null, by: null, due: null, overdue: true });
  });

  it('is overdue a quarter of a year after the last one, to the millisecond', () => {
    expect(review({}, '2026-08-29T12:00:00.000Z')).toMatchObject({ due: '2026-11-29T12:00:00.000Z', overdue: true });
    expect(review({}, '2026-08-29T12:00:00.001Z')).toMatchObject({ overdue: false });
  });

  it('is that of the ledger or of the file, whichever came later', () => {
    expect(review({ reviewedOn: '2026-11-20' }, '2026-11-10T08:00:00.000Z')).toMatchObject({
      reviewed: '2026-11-20',
      by: null,
    });
    expect(review({ reviewedOn: '2026-11-10' }, '2026-11-10T08:00:00.000Z')).toMatchObject({
      reviewed: '2026-11-10T08:00:00.000Z',
      by: 'ada',
    });
  });

  it('is not believed where the file names a day to come', () => {
    expect(review({ reviewedOn: '2026-11-30' })).toMatchObject({ reviewed: null, overdue: true });
    expect(review({ reviewedOn: '2027-11-30' }, '2026-11-10T08:00:00.000Z')).toMatchObject({ by: 'ada' });
  });

  it('tells whether the policy has expired, from the second on that it names', () => {
    expect(review({ expiry: '2026-11-29T12:00:00Z' })).toMatchObject({ expired: true });
    expect(review({ expiry: '2026-11-29T12:00:01Z' })).toMatchObject({ expired: false });
    expect(review()).toMatchObject({ expired: false });
  });
});
