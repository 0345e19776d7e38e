import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import { KubernetesClient } from '../../kubernetes/client';

/** Where a pod has the token of its own ServiceAccount. */
const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * A client with the account of the pod that this runs in, which may confirm tokens and nothing else. The token is read
 * each time, because the kubelet changes it.
 *
 * @param folder where the token is
 * @returns undefined outside of a pod, and in one without a token
 */
export function podClient(
  { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' }: EnvironmentVariables,
  folder = FOLDER,
): KubernetesClient | undefined {
  const [token, ca] = [join(folder, 'token'), join(folder, 'ca.crt')];
  if (host === undefined || !existsSync(token)) return undefined;
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const credential = { token: readFileSync(token, 'utf8').trim() };
  return new KubernetesClient({ server, ca: readFileSync(ca, 'utf8'), credential });
}
