import { type BaselineService, MONITORING_SERVICES } from './baseline-services';

/** A Service that commands ask through the API server. */
export interface ProxiedService extends BaselineService {
  readonly namespace: string;
  /** Labels of the pods behind it, which listen on the port that the Service has. */
  readonly pods: Readonly<Record<string, string>>;
}

/**
 * Every Service that a command asks through the API server. The network policies let the control plane reach the pods of
 * each (constructs/namespace-policies.ts): one that is not here cannot be asked.
 */
export const PROXIED_SERVICES = {
  prometheus: {
    ...MONITORING_SERVICES.prometheus,
    namespace: 'monitoring',
    pods: { 'app.kubernetes.io/name': 'prometheus' },
  },
  alertmanager: {
    ...MONITORING_SERVICES.alertmanager,
    namespace: 'monitoring',
    pods: { 'app.kubernetes.io/name': 'alertmanager' },
  },
  /** Its name is the one that kubeseal looks for. */
  sealedSecrets: {
    name: 'sealed-secrets-controller',
    port: 8080,
    namespace: 'sealed-secrets',
    pods: { 'app.kubernetes.io/name': 'sealed-secrets' },
  },
} as const satisfies Readonly<Record<string, ProxiedService>>;

/** Name of one of them. */
export type ProxiedServiceName = keyof typeof PROXIED_SERVICES;

/** Where the API server leads to one of them. @param path of the Service itself, with the query */
export function proxyPathOf(service: ProxiedServiceName, path: string): string {
  const { namespace, name, port } = PROXIED_SERVICES[service];
  return `/api/v1/namespaces/${namespace}/services/http:${name}:${port}/proxy${path}`;
}
