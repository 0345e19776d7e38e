import type { EnvironmentVariables } from '../../model/environment-variables';
import type { StateJson } from '../engine/state-json';
import { getCredential } from '../kube-credential/credential';
import type { Deadline } from '../machine/deadline';
import { KubernetesClient } from './client';

/** Outputs of the stack `cluster` that lead to its Kubernetes API. */
const ID = 'cluster_id';
const SERVER = 'api_endpoint';
const CA = 'cluster_ca_certificate';

/** How often a credential is asked for: what is looked for here is worth no long wait. */
const RETRIES = { attempts: 2, firstWaitMs: 500 };

/** Where the API of a cluster is, and how it is known. */
export interface ClusterPlace {
  readonly clusterId: string;
  /** Address of its API. */
  readonly server: string;
  /** Certificate authority of that address, in PEM. */
  readonly ca: string;
}

/** The cluster that a state describes; undefined before there is one. */
export function clusterPlace(state: StateJson | undefined): ClusterPlace | undefined {
  const output = (name: string) => {
    const value = state?.outputs[name]?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const [clusterId, server, ca] = [output(ID), output(SERVER), output(CA)];
  if (clusterId === undefined || server === undefined || ca === undefined) return undefined;
  return { clusterId, server, ca: Buffer.from(ca, 'base64').toString('utf8') };
}

/**
 * A client for the cluster that a state describes, with the credential that the stacks use; undefined before there is
 * one.
 *
 * @param deadline after which nothing is asked any more. @default - none
 * @throws {Error} when there is no credential for it
 */
export async function clusterClient(
  state: StateJson | undefined,
  linodeApi: string | undefined,
  environment: EnvironmentVariables,
  deadline?: Deadline,
): Promise<KubernetesClient | undefined> {
  const place = clusterPlace(state);
  return place && clientAt(place, linodeApi, environment, deadline);
}

/** A client for a cluster, with the credential that the stacks use. @throws {Error} when there is none for it */
export async function clientAt(
  { clusterId, server, ca }: ClusterPlace,
  linodeApi: string | undefined,
  environment: EnvironmentVariables,
  deadline?: Deadline,
): Promise<KubernetesClient> {
  const credential = await getCredential({ clusterId, server, linodeApi }, environment, RETRIES);
  return new KubernetesClient({
    server,
    ca,
    deadline,
    credential:
      'token' in credential
        ? credential
        : { certificate: credential.clientCertificateData, key: credential.clientKeyData },
  });
}
