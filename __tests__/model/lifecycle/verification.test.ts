import { criticalFailuresIn, failuresIn, verificationSchema } from '../../../model/lifecycle/verification';

const check = { name: 'dns', result: 'passed', detail: 'answers' } as const;
const VERIFICATION = { checks: [check], evidence: [], passed: true, configuration: 'applied/production/x/' };

describe('a verification', () => {
  it('passes where nothing failed and something was looked at', () => {
    expect(failuresIn(VERIFICATION)).toEqual([]);
    expect(failuresIn({ ...VERIFICATION, checks: [{ ...check, result: 'not-applicable' }] })).toEqual([
      'it looked at nothing',
    ]);
  });

  it('names each check and each piece of evidence that failed', () => {
    const failed = {
      ...VERIFICATION,
      checks: [check, { name: 'quota', result: 'failed', detail: 'it is gone' } as const],
      evidence: [{ name: 'terratest', passed: false }],
    };

    expect(failuresIn(failed)).toEqual(['quota: it is gone', 'evidence terratest did not pass']);
  });

  it('is critical for what an apply itself makes, and not for what comes later', () => {
    const failed = (name: string) => ({ name, result: 'failed', detail: 'it is gone' }) as const;

    expect(criticalFailuresIn({ checks: [failed('quota'), failed('dns'), { ...check, name: 'nodes' }] })).toEqual([
      'quota: it is gone',
    ]);
  });

  it('says what it looked at', () => {
    expect(verificationSchema.safeParse(VERIFICATION).success).toBe(true);
    expect(verificationSchema.safeParse({ ...VERIFICATION, configuration: '' }).success).toBe(false);
    expect(verificationSchema.safeParse({ ...VERIFICATION, checks: [{ ...check, result: 'ok' }] }).success).toBe(false);
  });
});
