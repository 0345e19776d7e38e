import { join } from 'node:path';

/** Where the parts of a lab find each other. */
export interface LabPlaces {
  readonly folder: string;
  readonly etcdPort: number;
  readonly etcdPeerPort: number;
  readonly apiPort: number;
}

const file = ({ folder }: LabPlaces, name: string) => join(folder, name);

export const kubeconfigFile = (places: LabPlaces, user: string) => file(places, `${user}.kubeconfig`);
/** Signs itself; the API server makes it. */
export const certificateFile = (places: LabPlaces) => file(places, 'certificates/apiserver.crt');
export const tokensFile = (places: LabPlaces) => file(places, 'tokens.csv');
/** Signs the tokens of ServiceAccounts. */
export const serviceAccountKeyFile = (places: LabPlaces) => file(places, 'service-accounts.pem');

export function etcdFlags(places: LabPlaces): string[] {
  const client = `http://127.0.0.1:${places.etcdPort}`;
  const peer = `http://127.0.0.1:${places.etcdPeerPort}`;
  return flags({
    'data-dir': file(places, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    // Nothing of it outlives the lab.
    'unsafe-no-fsync': true,
    'log-level': 'error',
  });
}

/** @param more flags of a test, which win */
export function apiServerFlags(places: LabPlaces, more: Readonly<Record<string, string>>): string[] {
  return flags({
    'etcd-servers': `http://127.0.0.1:${places.etcdPort}`,
    'bind-address': '127.0.0.1',
    'secure-port': places.apiPort,
    'cert-dir': file(places, 'certificates'),
    'token-auth-file': tokensFile(places),
    'authorization-mode': 'Node,RBAC',
    'enable-admission-plugins': 'NodeRestriction',
    'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
    'service-account-key-file': serviceAccountKeyFile(places),
    'service-account-signing-key-file': serviceAccountKeyFile(places),
    'service-cluster-ip-range': '10.128.0.0/16',
    'allow-privileged': true,
    // An endpoint on loopback is none to the reconciler.
    'endpoint-reconciler-type': 'none',
    ...more,
  });
}

/**
 * @param perControllerAccounts whether each controller is a ServiceAccount of its own, or all are
 *   `system:kube-controller-manager`
 */
export function controllerManagerFlags(places: LabPlaces, perControllerAccounts: boolean): string[] {
  return flags({
    kubeconfig: kubeconfigFile(places, 'controller-manager'),
    'use-service-account-credentials': perControllerAccounts,
    'service-account-private-key-file': serviceAccountKeyFile(places),
    'root-ca-file': certificateFile(places),
    // On a busy machine KWOK's heartbeats come late, and nodes would be lost for good.
    'node-monitor-grace-period': '30m',
    'leader-elect': false,
    'secure-port': 0,
  });
}

export function schedulerFlags(places: LabPlaces): string[] {
  return flags({ kubeconfig: kubeconfigFile(places, 'scheduler'), 'leader-elect': false, 'secure-port': 0 });
}

export function kwokFlags(places: LabPlaces): string[] {
  return flags({ kubeconfig: kubeconfigFile(places, 'kwok'), 'manage-all-nodes': true });
}

function flags(values: Readonly<Record<string, string | number | boolean>>): string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
