import type { EnvironmentVariables } from '../../model/environment-variables';
import type { StateJson } from '../engine/state-json';
import { getCredential } from '../kube-credential/credential';
import { KubernetesClient } from '../kubernetes/client';

/** Outputs of the stack `cluster` that lead to its Kubernetes API. */
const ID = 'cluster_id';
const SERVER = 'api_endpoint';
const CA = 'cluster_ca_certificate';

/** How often a credential is asked for: what is looked for here is worth no long wait. */
const RETRIES = { attempts: 2, firstWaitMs: 500 };

/**
 * A client for the cluster that a state describes, with the credential that the stacks use; undefined before there is
 * one.
 *
 * @throws {Error} when there is no credential for it
 */
export async function clusterClient(
  state: StateJson | undefined,
  linodeApi: string | undefined,
  environment: EnvironmentVariables,
): Promise<KubernetesClient | undefined> {
  const output = (name: string) => {
    const value = state?.outputs[name]?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const [clusterId, server, ca] = [output(ID), output(SERVER), output(CA)];
  if (clusterId === undefined || server === undefined || ca === undefined) return undefined;
  const credential = await getCredential({ clusterId, server, linodeApi }, environment, RETRIES);
  return new KubernetesClient({
    server,
    ca: Buffer.from(ca, 'base64').toString('utf8'),
    credential:
      'token' in credential
        ? credential
        : { certificate: credential.clientCertificateData, key: credential.clientKeyData },
  });
}
