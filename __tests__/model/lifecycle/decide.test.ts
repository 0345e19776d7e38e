import { decide, type Evidence, type Standing } from '../../../model/lifecycle/decide';
import type { LifecycleEvent } from '../../../model/lifecycle/transitions';
import type { Verification } from '../../../model/lifecycle/verification';

const CONFIGURATION = 'applied/production/2026-11-28T05-00-00-000Z-0123456789ab/';
const VERIFIED: Verification & { sequence: number } = {
  sequence: 8,
  checks: [
    { name: 'dns', result: 'passed', detail: 'answers' },
    { name: 'argo-cd', result: 'not-applicable', detail: 'it is not installed' },
  ],
  evidence: [{ name: 'terratest', passed: true }],
  passed: true,
  configuration: CONFIGURATION,
};
const COMPLETE: Evidence = {
  applied: { configuration: CONFIGURATION, outcome: 'done' },
  verification: VERIFIED,
  backup: { sequence: 8, readBack: true },
};

const standing = (status: Standing['status']): Standing => ({ status, since: 7 });
const reasons = (status: Standing['status'], event: LifecycleEvent, evidence: Evidence) => {
  const decision = decide(standing(status), event, evidence);
  return decision.allowed ? [] : decision.reasons;
};

describe.each([
  ['provisioning', 'apply-succeeded'],
  ['recovering', 'validation-passed'],
] as const)('ready, out of %s', (status, event) => {
  it('takes an apply that succeeded and a verification of what it applied', () => {
    expect(decide(standing(status), event, COMPLETE)).toMatchObject({ allowed: true, transition: { to: 'ready' } });
  });

  it.each<[string, Evidence, string]>([
    ['no apply', { ...COMPLETE, applied: undefined }, 'no apply is known of which the configuration was kept'],
    [
      'an apply that failed',
      { ...COMPLETE, applied: { configuration: CONFIGURATION, outcome: 'failed' } },
      `the last apply (${CONFIGURATION}) failed`,
    ],
    [
      'an apply that goes on',
      { ...COMPLETE, applied: { configuration: CONFIGURATION, outcome: undefined } },
      `the last apply (${CONFIGURATION}) did not come to its end`,
    ],
    ['no verification', { ...COMPLETE, verification: undefined }, 'it was never verified'],
    [
      'a verification of before',
      { ...COMPLETE, verification: { ...VERIFIED, sequence: 7 } },
      `it was not verified since it became ${status}`,
    ],
    [
      'a verification of something else',
      { ...COMPLETE, verification: { ...VERIFIED, configuration: 'applied/production/former/' } },
      `the last verification looked at applied/production/former/, and ${CONFIGURATION} was applied since`,
    ],
    [
      'a check that failed, though it says that it passed',
      { ...COMPLETE, verification: { ...VERIFIED, checks: [{ name: 'dns', result: 'failed', detail: 'no answer' }] } },
      'the last verification did not pass: dns: no answer',
    ],
    [
      'evidence that did not pass',
      { ...COMPLETE, verification: { ...VERIFIED, evidence: [{ name: 'terratest', passed: false }] } },
      'the last verification did not pass: evidence terratest did not pass',
    ],
    [
      'a verification that looked at nothing',
      { ...COMPLETE, verification: { ...VERIFIED, checks: [], evidence: [] } },
      'the last verification did not pass: it looked at nothing',
    ],
    [
      'a verification that misses what is demanded',
      { ...COMPLETE, verification: { ...VERIFIED, passed: false } },
      'the last verification did not pass: something it asks for is missing',
    ],
  ])('is refused with %s', (_, evidence, reason) => {
    expect(reasons(status, event, evidence)).toEqual([reason]);
  });
});

describe('retirement', () => {
  it('takes a backup that was read back', () => {
    expect(reasons('ready', 'scheduled-retirement', { backup: { sequence: 8, readBack: true } })).toEqual([]);
  });

  it.each<[string, Evidence, string]>([
    ['no backup', {}, 'there is no backup of it'],
    ['one of before', { backup: { sequence: 7, readBack: true } }, 'there is no backup since it became ready'],
    ['one that was not read back', { backup: { sequence: 8, readBack: false } }, 'the last backup was not read back'],
  ])('is refused with %s', (_, evidence, reason) => {
    expect(reasons('ready', 'scheduled-retirement', evidence)).toEqual([reason]);
  });
});

describe('an event that does not follow on a status', () => {
  it('is refused with what is possible', () => {
    expect(decide(standing('degraded'), 'validation-passed', COMPLETE)).toMatchObject({
      allowed: false,
      reasons: ['validation-passed does not follow on degraded'],
      possible: [{ event: 'remediation-complete', to: 'recovering' }],
    });
  });

  it('is refused where nothing is possible any more', () => {
    expect(decide(standing('retired'), 'validation-passed', COMPLETE)).toMatchObject({ allowed: false, possible: [] });
  });
});
