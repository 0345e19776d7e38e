import { usualSteps } from '../../../model/derive/handoff';
import type { PlatformFile } from '../../../model/platform-file';

type Application = PlatformFile['applications'][number];

const BY_HAND: Application = {
  name: 'shop',
  sourceRepo: 'infra/helm/shop',
  destinationNamespace: 'env-staging',
  syncWave: 0,
  syncPolicy: { automated: false, selfHeal: false, prune: false },
};
const AUTOMATED: Application = { ...BY_HAND, name: 'mail', syncPolicy: { ...BY_HAND.syncPolicy, automated: true } };
const GATED: Application = { ...BY_HAND, name: 'bank', approval: 'manual' };

const withArgoCd = (...applications: Application[]) => ({ argoCd: { enabled: true }, applications });
const last = (environment: 'staging' | 'production', ...applications: Application[]) =>
  usualSteps(environment, withArgoCd(...applications)).at(-1);

const APPROVE = 'Ask a platform engineer to approve the commit';
const SYNC = 'Sync the application with kubectl';

describe('the steps of a deployment, where the file does not say', () => {
  const without = { argoCd: { enabled: false }, applications: [GATED] };

  it('name the line that places the pods', () => {
    expect(usualSteps('staging', without)[1]).toContain('runtimeClassName: env-staging');
  });

  it('go by hand where there is no Argo CD, without a right to Secrets', () => {
    const steps = usualSteps('staging', without).join('\n');
    expect(steps).toContain('HELM_DRIVER=configmap helm and the kubeconfig');
    expect(steps).not.toContain('Argo CD');
  });

  it.each([
    ['is approved', [GATED], APPROVE],
    ['syncs by itself', [AUTOMATED], 'see Argo CD sync the application'],
    ['is synced by hand', [BY_HAND], SYNC],
  ])('say what lets an application through that %s', (_name, applications, step) => {
    expect(last('staging', ...applications)).toContain(step);
  });

  it('are those of a first application where there is none yet', () => {
    expect(last('staging', { ...AUTOMATED, destinationNamespace: 'env-development' })).toContain(SYNC);
    expect(last('production')).toContain(APPROVE);
  });

  it('tell each way where there are several, within what a step may hold', () => {
    const steps = usualSteps('staging', withArgoCd(BY_HAND, AUTOMATED, GATED));
    expect(steps.slice(3)).toEqual([
      expect.stringMatching(/^Where the application waits for an approval, ask/),
      expect.stringMatching(/^Where Argo CD syncs it by itself, wait/),
      expect.stringMatching(/^Where nobody else does, sync/),
    ]);
    for (const step of steps) expect(step.length).toBeLessThanOrEqual(300);
  });
});
