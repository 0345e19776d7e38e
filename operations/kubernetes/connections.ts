import { Agent as PlainAgent, type ClientRequest } from 'node:http';
import { Agent } from 'node:https';

/**
 * How long a connection is kept without a request, as by Node's own agent: a load balancer forgets one that idles, and tells
 * nobody.
 */
const KEPT_MS = 5_000;

/** What proves to a Kubernetes API who is asking. */
export type KubernetesCredential = { readonly token: string } | { readonly certificate: string; readonly key: string };

/**
 * What keeps the connections to a Kubernetes API.
 *
 * @param ca certificate authority of its address, in PEM; without one, those that the system trusts
 */
export function agentFor(
  credential: KubernetesCredential,
  ca: string | undefined,
  isPlain: boolean,
): Agent | PlainAgent {
  const certificate = 'key' in credential ? { cert: credential.certificate, key: credential.key } : {};
  return isPlain
    ? new PlainAgent({ keepAlive: true, timeout: KEPT_MS })
    : new Agent({ keepAlive: true, timeout: KEPT_MS, ...(ca !== undefined && { ca }), ...certificate });
}

/**
 * Whether the other end closed a kept connection at the moment at which the request was sent on it. What only reads can be
 * asked again; of anything else nobody knows whether it was done.
 */
export function wasClosed({ reusedSocket }: ClientRequest, { code }: NodeJS.ErrnoException): boolean {
  return reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE');
}
