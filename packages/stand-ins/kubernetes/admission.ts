import type { AdmissionPlural, KubernetesCluster } from '../world/kubernetes';
import type { KubernetesAnswer } from './api';

const GROUP = '/apis/admissionregistration.k8s.io/v1';

const KINDS: Readonly<Record<AdmissionPlural, string>> = {
  mutatingwebhookconfigurations: 'MutatingWebhookConfiguration',
  validatingwebhookconfigurations: 'ValidatingWebhookConfiguration',
  validatingadmissionpolicies: 'ValidatingAdmissionPolicy',
  validatingadmissionpolicybindings: 'ValidatingAdmissionPolicyBinding',
};

/** Which kinds of admission there are, and lists of them; undefined for what is asked of others. */
export function admissionAnswer(cluster: KubernetesCluster, path: string): KubernetesAnswer | undefined {
  if (path === GROUP) {
    const resources = Object.entries(KINDS).map(([name, kind]) => ({ name, kind, namespaced: false }));
    return { status: 200, body: { kind: 'APIResourceList', groupVersion: GROUP.slice(6), resources } };
  }
  const plural = path.startsWith(`${GROUP}/`) ? path.slice(GROUP.length + 1) : '';
  const items = cluster.admission[plural as AdmissionPlural] as object[] | undefined;
  return items && { status: 200, body: { kind: `${KINDS[plural as AdmissionPlural]}List`, metadata: {}, items } };
}
