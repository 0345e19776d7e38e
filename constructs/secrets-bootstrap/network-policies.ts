import { namespaceNamed, noPod, tcp, TO_DNS, type Opening } from '../namespace-policies';

/** Ports of the controller's pods: its API, which gives the certificate and judges secrets, and its metrics. */
const API_PORT = 8080;
const METRICS_PORT = 8081;
/** Ports that an API server of LKE may answer on. */
const API_SERVER_PORTS = [443, 6443].map(tcp);

/** What the controller of Sealed Secrets needs of others, and they of it. */
export const secretsOpenings = (podNetwork: string): Record<string, Opening> => ({
  'allow-dns': TO_DNS,
  'allow-api-server': { egress: [{ to: [noPod(podNetwork)], ports: API_SERVER_PORTS }] },
  // kubeseal gets the certificate by the proxy of the API server; no pod does.
  'allow-certificate': { ingress: [{ from: [noPod(podNetwork)], ports: [tcp(API_PORT)] }] },
  'allow-monitoring': { ingress: [{ from: [namespaceNamed('monitoring')], ports: [tcp(METRICS_PORT)] }] },
});
