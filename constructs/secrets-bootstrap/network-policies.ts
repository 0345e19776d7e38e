import { namespaceNamed, noPod, proxied, tcp, TO_DNS, type Opening } from '../namespace-policies';

/** Port of the metrics of the controller's pods. */
const METRICS_PORT = 8081;
/** Ports that an API server of LKE may answer on. */
const API_SERVER_PORTS = [443, 6443].map(tcp);

/** What the controller of Sealed Secrets needs of others, and they of it. */
export const secretsOpenings = (podNetwork: string): Record<string, Opening> => ({
  'allow-dns': TO_DNS,
  'allow-api-server': { egress: [{ to: [noPod(podNetwork)], ports: API_SERVER_PORTS }] },
  // kubeseal gets the certificate by the proxy of the API server; no pod does.
  'allow-certificate': proxied('sealedSecrets', podNetwork),
  'allow-monitoring': { ingress: [{ from: [namespaceNamed('monitoring')], ports: [tcp(METRICS_PORT)] }] },
});
