import { z } from 'zod';
import { PROXIED_SERVICES, type ProxiedServiceName, proxyPathOf } from '../../model/proxied-services';
import type { KubernetesClient } from '../kubernetes/client';

/** What a service answered. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks one service over HTTP. @param path with the query */
export type AskService = (method: string, path: string, body?: unknown) => Promise<ServiceAnswer>;

/** Prometheus and Alertmanager, wherever they are. */
export interface AlertServices {
  readonly prometheus: AskService;
  readonly alertmanager: AskService;
}

const NAMESPACE = PROXIED_SERVICES.alertmanager.namespace;
const TIMEOUT_MS = 15_000;

/** The services of a cluster, through its API server. */
export const servicesOf = (client: Pick<KubernetesClient, 'ask'>): AlertServices => {
  const through =
    (service: ProxiedServiceName): AskService =>
    (method, path, body) =>
      client.ask(method, proxyPathOf(service, path), body);
  return { prometheus: through('prometheus'), alertmanager: through('alertmanager') };
};

/** Services at addresses of their own, such as those of a port-forward. */
export const servicesAt = (addresses: Readonly<Record<keyof AlertServices, string>>): AlertServices => ({
  prometheus: at(addresses.prometheus),
  alertmanager: at(addresses.alertmanager),
});

const at =
  (address: string): AskService =>
  async (method, path, body) => {
    const response = await fetch(`${address.replace(/\/+$/, '')}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: Error) => {
      const { cause } = error as { cause?: Error };
      throw new Error(`${address} cannot be reached: ${cause?.message ?? error.message}`);
    });
    const text = await response.text();
    return { status: response.status, body: jsonOf(text) };
  };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the API server says where the Service, or every pod behind it, is missing. */
const ABSENT = /^(services "[^"]+" not found|no endpoints available for service)/;

/** @throws {Error} when the service refuses, in its words, or is not there */
export async function answerOf(ask: AskService, what: string, ...request: Parameters<AskService>): Promise<unknown> {
  const { status, body } = await ask(...request);
  if (status < 300) return body;
  const reason = typeof body === 'string' ? body : (said(body) ?? JSON.stringify(body));
  if (ABSENT.test(reason)) {
    throw new Error(
      `${what} does not run in the cluster: ${reason.trim()}. See what is there: kubectl -n ${NAMESPACE} get pods,services`,
    );
  }
  throw new Error(`${what} answers ${status} to ${request[0]} ${request[1]}: ${reason.trim().slice(0, 300)}`);
}

/** What the API server says, or Prometheus itself. */
function said(body: unknown): string | undefined {
  const { message, error } = z.object({ message: z.string(), error: z.string() }).partial().safeParse(body).data ?? {};
  return message ?? error;
}
