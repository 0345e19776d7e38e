import { AMONG_THEMSELVES, namespaceNamed, noPod, tcp, TO_DNS, type Opening } from '../namespace-policies';

/** Ports of the metrics: of the controller, argocd-server and the repository server. */
const METRICS_PORTS = [8082, 8083, 8084].map(tcp);

/** What Argo CD needs of others, and they of it. Nobody reaches its API: nobody can sign in to it. */
export const argoCdOpenings = (podNetwork: string): Record<string, Opening> => ({
  'allow-dns': TO_DNS,
  'allow-same-namespace': AMONG_THEMSELVES,
  // The API server, and git on whatever port its server has.
  'allow-outside': { egress: [{ to: [noPod(podNetwork)] }] },
  'allow-monitoring': { ingress: [{ from: [namespaceNamed('monitoring')], ports: METRICS_PORTS }] },
});
