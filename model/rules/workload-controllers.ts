import { ENVIRONMENT_NAMES } from '../entities/environment';
import { ACCESS_NAMESPACE, namespaceOf } from '../naming';
import type { Rule } from './rule';
import { entriesOf } from './walk';

/** Accounts that people and Argo CD act as: exempt, they would be the way around the gate. */
const NEVER: Readonly<Record<string, string>> = {
  'kube-system/lke-admin': 'the kubeconfig that LKE gives out acts as it',
  'argocd/argocd-application-controller': 'Argo CD deploys what people write as it',
};

const PEOPLES: readonly string[] = [...ENVIRONMENT_NAMES.map(namespaceOf), ACCESS_NAMESPACE];

export const controllersAreNotPeople: Rule = {
  id: 'controllers-are-not-people',
  about: 'No account that people or Argo CD act as is let through the gate of an environment that is not ready',
  source: 'data-model.md, Environment',
  check(draft, report) {
    for (const { path, entry } of entriesOf(['workloadControllers'], draft.workloadControllers)) {
      const { serviceAccount = '' } = entry;
      const [namespace = ''] = serviceAccount.split('/');
      const reason =
        NEVER[serviceAccount] ?? (PEOPLES.includes(namespace) ? `people act as accounts of ${namespace}` : '');
      if (reason === '') continue;
      report([...path, 'serviceAccount'], {
        what: `${serviceAccount} must not be exempt from the gate: ${reason}`,
        allowed: 'the ServiceAccount of a controller in a namespace of its own, such as argo-rollouts/argo-rollouts',
        fix: 'remove the entry, or name the account of the controller',
      });
    }
  },
};
