import type { EnvironmentVariables } from '../../model/environment-variables';
import { linodeAddress } from '../linode/access';
import { contextFor, credentialOf, parseKubeconfig, readKubeconfig, type Credential } from './kubeconfig';
import { fetchKubeconfig, type Retries } from './linode-kubeconfig';

export interface CredentialRequest {
  /** Linode id of the cluster. */
  readonly clusterId: string;
  /** Address of the cluster's Kubernetes API, which the credential will be sent to. */
  readonly server: string;
  /** Address of the Linode API. @default - LINODE_URL, or the public one */
  readonly linodeApi?: string | undefined;
}

/**
 * Gets a credential for the Kubernetes API of a cluster: from KUBECONFIG, if that knows the cluster by its address, else
 * from the Linode API with LINODE_TOKEN. A kubeconfig of another cluster is never used: its token would be sent to a
 * server it is not meant for.
 *
 * @throws {Error} when neither has a credential
 */
export async function getCredential(
  { clusterId, server, linodeApi }: CredentialRequest,
  env: EnvironmentVariables,
  retries?: Retries,
): Promise<Credential> {
  if (env.KUBECONFIG) {
    const kubeconfig = readKubeconfig(env.KUBECONFIG);
    const context = contextFor(server, kubeconfig);
    if (context !== undefined) return credentialOf(context, kubeconfig);
  }
  if (!env.LINODE_TOKEN) throw new Error(noSource(server, env));
  const api = { url: linodeAddress(linodeApi, env), token: env.LINODE_TOKEN };
  const kubeconfig = parseKubeconfig(await fetchKubeconfig(clusterId, api, retries), `the kubeconfig of ${clusterId}`);
  const context = kubeconfig.currentContext ?? [...kubeconfig.contexts.keys()][0] ?? '';
  return credentialOf(context, kubeconfig);
}

function noSource(server: string, env: EnvironmentVariables): string {
  const kubeconfig = env.KUBECONFIG
    ? `KUBECONFIG (${env.KUBECONFIG}) has no context for ${server}`
    : 'KUBECONFIG is not set';
  return `no credential for ${server}: ${kubeconfig}, and LINODE_TOKEN is not set; set LINODE_TOKEN, or KUBECONFIG to a file that knows this server`;
}

const DEFAULT_API_VERSION = 'client.authentication.k8s.io/v1';

/** A credential as client-go and the providers read it. */
export interface ExecCredential {
  readonly apiVersion: string;
  readonly kind: 'ExecCredential';
  readonly status: Credential;
}

/**
 * Wraps a credential for client-go.
 *
 * @param execInfo content of KUBERNETES_EXEC_INFO, whose version the answer has to have
 */
export function execCredential(credential: Credential, execInfo: string | undefined): ExecCredential {
  return { apiVersion: requestedVersion(execInfo), kind: 'ExecCredential', status: credential };
}

function requestedVersion(execInfo: string | undefined): string {
  if (!execInfo) return DEFAULT_API_VERSION;
  try {
    const { apiVersion } = JSON.parse(execInfo) as { apiVersion?: unknown };
    return typeof apiVersion === 'string' ? apiVersion : DEFAULT_API_VERSION;
  } catch {
    return DEFAULT_API_VERSION;
  }
}
