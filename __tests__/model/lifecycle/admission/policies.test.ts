import { workloadPoliciesOf } from '../../../../model/lifecycle/admission/policies';
import { platformData } from '../../../support/lab/roles';
import { platformOf } from '../../../support/platforms';

const application = (name: string, environment: string) => ({
  ...{ name, sourceRepo: `infra/helm/${name}`, destinationNamespace: `env-${environment}` },
});
const platform = (changes: object = {}) =>
  platformOf({
    ...platformData(),
    argoCd: { enabled: true },
    applications: [application('shop', 'production'), application('trial', 'development')],
    ...changes,
  });
const LIFECYCLE = ['lke-platform-gate', 'lke-platform-status'];
const FENCES = ['lke-platform-rollout-workloads-production', 'lke-platform-rollout-deployed-production'];

describe('the policies of what runs', () => {
  it('hold the lifecycle everywhere, and rollouts where a person approves them', () => {
    expect(Object.keys(workloadPoliciesOf(platform()))).toEqual([...LIFECYCLE, ...FENCES]);
  });

  it('hold no rollouts without Argo CD', () => {
    expect(Object.keys(workloadPoliciesOf(platform({ argoCd: { enabled: false } })))).toEqual(LIFECYCLE);
  });

  it.each(FENCES)('say in %s which commands lead on, with all that those need', (fence) => {
    const text = JSON.stringify(workloadPoliciesOf(platform())[fence]);

    expect(text).toContain('npx lke-platform approve production --begin --reason <text>.');
    expect(text).toContain('npx lke-platform environment repair production --user <name> --reason <text>"');
  });

  it.each(FENCES)('let Argo CD, break-glass of the environment, and controllers of the file through %s', (fence) => {
    const workloadControllers = [
      { serviceAccount: 'argo-rollouts/argo-rollouts', resources: ['rollouts.argoproj.io'] },
    ];
    const text = JSON.stringify(workloadPoliciesOf(platform({ workloadControllers }))[fence]);

    expect(text).toContain('system:serviceaccount:argocd:argocd-application-controller');
    expect(text).toContain('system:serviceaccount:lke-platform-access:production-break-glass');
    expect(text).toContain('system:serviceaccount:argo-rollouts:argo-rollouts');
    expect(text).not.toContain('development-break-glass');
  });
});
