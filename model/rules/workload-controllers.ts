import { ENVIRONMENT_NAMES } from '../entities/environment';
import { ACCESS_NAMESPACE, BASELINE_NAMESPACES, namespaceOf } from '../naming';
import type { Rule } from './rule';
import { entriesOf } from './walk';

/** An account that people act as: exempt, it would be the way around the gate. */
const NEVER = 'kube-system/lke-admin';

/** Namespaces of which people have accounts. In those of the baseline they can have a token of any. */
const PEOPLES: readonly string[] = [...ENVIRONMENT_NAMES.map(namespaceOf), ACCESS_NAMESPACE, ...BASELINE_NAMESPACES];

/** Why an account may not be exempt; undefined where it may. */
function reasonAgainst(serviceAccount: string): string | undefined {
  const [namespace = ''] = serviceAccount.split('/');
  if (serviceAccount === NEVER) return 'the kubeconfig that LKE gives out acts as it';
  if (namespace === 'argocd') return 'Argo CD deploys what people write as its accounts';
  return PEOPLES.includes(namespace) ? `people act as accounts of ${namespace}` : undefined;
}

export const controllersAreNotPeople: Rule = {
  id: 'controllers-are-not-people',
  about: 'No account that people or Argo CD act as is let through the gate of an environment that is not ready',
  source: 'data-model.md, Environment',
  check(draft, report) {
    for (const { path, entry } of entriesOf(['workloadControllers'], draft.workloadControllers)) {
      const { serviceAccount = '' } = entry;
      const reason = reasonAgainst(serviceAccount);
      if (reason === undefined) continue;
      report([...path, 'serviceAccount'], {
        what: `${serviceAccount} must not be exempt from the gate: ${reason}`,
        allowed: 'the ServiceAccount of a controller in a namespace of its own, such as argo-rollouts/argo-rollouts',
        fix: 'remove the entry, or name the account of the controller',
      });
    }
  },
};
