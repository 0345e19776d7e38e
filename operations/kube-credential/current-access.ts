import type { KubernetesAccess } from '../kubernetes/client';
import { clusterOf, credentialOf, readKubeconfig } from './kubeconfig';

/**
 * Where the current context of a kubeconfig leads to, as whom, and by which certificate authority, as kubectl takes it.
 *
 * @param paths of KUBECONFIG
 * @throws {Error} when there is none, or it has something that cannot be used here
 */
export function currentAccess(paths: string): KubernetesAccess {
  const kubeconfig = readKubeconfig(paths);
  const { currentContext } = kubeconfig;
  if (currentContext === undefined) {
    throw new Error(`KUBECONFIG (${paths}) has no current context: kubectl config use-context <name>`);
  }
  const credential = credentialOf(currentContext, kubeconfig);
  return {
    ...clusterOf(currentContext, kubeconfig),
    credential:
      'token' in credential
        ? credential
        : { certificate: credential.clientCertificateData, key: credential.clientKeyData },
  };
}
