import { judgeApplications, namedIn } from '../../../../operations/verify/checks/argo-cd';

const PASSED = expect.objectContaining({ result: 'passed' }) as unknown;
const failed = (detail: string) => ({ result: 'failed', detail });

describe('the applications', () => {
  const application = { name: 'ingress', project: 'baseline', namespace: 'ingress', revision: undefined, errors: [] };
  const good = { ...application, sync: 'Synced', health: 'Healthy', isDeployed: true, operation: undefined };
  const shop = { ...good, name: 'shop', project: 'production', namespace: 'env-production' };
  const named = { baseline: ['ingress'], ofEnvironment: ['shop'] };

  it('do not count where Argo CD is not installed, or none is named', () => {
    expect(judgeApplications(named, undefined)).toMatchObject({ result: 'not-applicable' });
    expect(judgeApplications({ baseline: [], ofEnvironment: [] }, [])).toMatchObject({ result: 'not-applicable' });
  });

  it('pass, synced and healthy; what was never deployed in the environment waits for it', () => {
    expect(judgeApplications(named, [good, shop])).toEqual({
      result: 'passed',
      detail: 'ingress is Healthy and Synced, shop is Healthy and Synced',
    });
    expect(judgeApplications(named, [good])).toEqual(PASSED);
    expect(judgeApplications(named, [good, { ...shop, health: 'Missing', isDeployed: false }])).toEqual(PASSED);
  });

  it('pass when one of the environment waits for an approval, but not one of the baseline', () => {
    expect(judgeApplications(named, [good, { ...shop, sync: 'OutOfSync' }])).toEqual(PASSED);
    expect(judgeApplications(named, [{ ...good, sync: 'OutOfSync' }, shop])).toEqual(failed('ingress is OutOfSync'));
  });

  const refused = { phase: 'Failed', message: 'the gate refuses it', revision: undefined };
  it.each([
    ['ingress is Degraded', [{ ...good, health: 'Degraded' }]],
    ['ingress is missing', []],
    ['shop is Degraded: the gate refuses it', [good, { ...shop, health: 'Degraded', operation: refused }]],
    ['ingress is Unknown: no such path', [{ ...good, sync: 'Unknown', errors: ['no such path'] }]],
  ])('fail: %s', (detail, found) => {
    expect(judgeApplications(named, found)).toEqual(failed(detail));
  });

  it('are those that the file names for the environment', () => {
    const at = (name: string, destinationNamespace: string) => ({ name, destinationNamespace }) as never;
    const applications = [at('ingress', 'ingress'), at('shop', 'env-production'), at('sample', 'env-development')];

    expect(namedIn({ applications }, 'env-production')).toEqual(named);
  });
});
