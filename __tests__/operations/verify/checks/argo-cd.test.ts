import { judgeApplications, namedIn } from '../../../../operations/verify/checks/argo-cd';

const PASSED = expect.objectContaining({ result: 'passed' }) as unknown;
const failed = (detail: string) => ({ result: 'failed', detail });

describe('the applications', () => {
  const application = { name: 'ingress', project: 'baseline', namespace: 'ingress', revision: undefined, errors: [] };
  const good = { ...application, sync: 'Synced', health: 'Healthy', isDeployed: true, operation: undefined };
  const shop = { ...good, name: 'shop', project: 'production', namespace: 'env-production' };
  const kept = { name: 'shop', isKept: true };
  const named = { baseline: ['ingress'], ofEnvironment: [kept], isReady: true };
  const byHand = { ...named, ofEnvironment: [{ ...kept, isKept: false }] };

  it('do not count where Argo CD is not installed, or none is named', () => {
    expect(judgeApplications(named, undefined)).toMatchObject({ result: 'not-applicable' });
    expect(judgeApplications({ baseline: [], ofEnvironment: [], isReady: true }, [])).toMatchObject({
      result: 'not-applicable',
    });
  });

  it('pass, synced and healthy; what was never deployed in the environment waits for it', () => {
    expect(judgeApplications(named, [good, shop])).toEqual({
      result: 'passed',
      detail: 'ingress is Healthy and Synced, shop is Healthy and Synced',
    });
    expect(judgeApplications(named, [good])).toEqual(PASSED);
    expect(judgeApplications(named, [good, { ...shop, health: 'Missing', isDeployed: false }])).toEqual(PASSED);
  });

  it('pass when one that a person syncs is behind its repository, but none that Argo CD keeps', () => {
    const behind = { ...shop, sync: 'OutOfSync' };

    expect(judgeApplications(byHand, [good, behind])).toEqual(PASSED);
    expect(judgeApplications(named, [good, behind])).toEqual(failed('shop is OutOfSync'));
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

  it('fail with what Argo CD cannot do, whoever syncs them', () => {
    const locked = { ...shop, sync: 'Unknown', errors: ['authentication required'], operation: refused };
    const stuck = { ...shop, operation: { ...refused, phase: 'Error', message: '' } };

    for (const one of [named, byHand]) {
      expect(judgeApplications(one, [good, locked])).toEqual(
        failed('shop is Unknown: authentication required: the gate refuses it'),
      );
      expect(judgeApplications(one, [good, stuck])).toEqual(
        failed('shop is Healthy and Synced: its last operation failed'),
      );
    }
    expect(judgeApplications(named, [{ ...good, errors: ['no access'] }, shop])).toEqual(
      failed('ingress is Healthy and Synced: no access'),
    );
  });

  it('fail with what the gate of their environment refuses only where that is ready: it could never become so', () => {
    const message = 'denied: The environment production takes no workloads, because it is degraded: npx …';
    const held = { ...shop, sync: 'OutOfSync', errors: [message], operation: { ...refused, message } };
    const recovering = { ...named, isReady: false };

    expect(judgeApplications(recovering, [good, held])).toEqual(PASSED);
    expect(judgeApplications(named, [good, held])).toMatchObject({ result: 'failed' });
    expect(judgeApplications(recovering, [good, { ...held, health: 'Degraded' }])).toEqual(failed('shop is Degraded'));
    expect(judgeApplications(recovering, [good, { ...held, operation: refused, errors: [] }])).toEqual(
      failed('shop is OutOfSync: the gate refuses it'),
    );
  });

  it('are those that the file names for the environment', () => {
    const at = (name: string, destinationNamespace: string, approval = 'none', automated = false) =>
      ({ name, destinationNamespace, approval, syncPolicy: { automated } }) as never;
    const applications = [
      at('ingress', 'ingress'),
      at('shop', 'env-production', 'manual'),
      at('cart', 'env-production', 'none', true),
      at('tools', 'env-production'),
      at('sample', 'env-development'),
    ];
    const keptOf = (enabled: boolean) => {
      const { baseline, ofEnvironment } = namedIn({ applications, argoCd: { enabled } }, 'env-production');
      return [baseline, ofEnvironment.map(({ name, isKept }) => `${name} ${isKept}`)];
    };

    expect(keptOf(true)).toEqual([['ingress'], ['shop true', 'cart true', 'tools false']]);
    // Without the platform's rollouts, what waits for a person is synced by one.
    expect(keptOf(false)).toEqual([['ingress'], ['shop false', 'cart true', 'tools false']]);
  });
});
