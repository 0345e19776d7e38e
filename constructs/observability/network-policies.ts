import { MONITORING_SERVICES } from '../../model/baseline-services';
import { PROXIED_SERVICES } from '../../model/proxied-services';
import {
  ANY_POD,
  FROM_THEMSELVES,
  namespaceNamed,
  noPod,
  proxied,
  OTLP_PORTS,
  ownPodsNamed,
  POD_NAME,
  tcp,
  TO_DNS,
  TO_THEMSELVES,
  type Opening,
} from '../namespace-policies';
import { LOG_AGENT } from './collectors/log-agent';
import { OWN_METRICS_PORT } from './collectors/gateway';
import type { ObservabilityWire } from './inputs';

/** Port on which the Prometheus operator judges rules for the API server. */
const WEBHOOK_PORT = 10250;
/** Port of Grafana's pods, behind its Service. */
const GRAFANA_PORT = 3000;
/** The name of the gateway's pods. */
const GATEWAY = MONITORING_SERVICES.otlpGrpc.name;

/** Of Alertmanager, as its operator labels them. */
export const ALERTMANAGER_PODS = PROXIED_SERVICES.alertmanager.pods;

/** What the observability stack needs of others, and they of it. */
export const observabilityOpenings = ({
  podNetwork,
  gateway,
}: Pick<ObservabilityWire, 'podNetwork' | 'gateway'>): Record<string, Opening> => ({
  'allow-dns': TO_DNS,
  'allow-same-namespace': { ...FROM_THEMSELVES, except: [GATEWAY] },
  'allow-to-same-namespace': TO_THEMSELVES,
  // The gateway believes what comes by the port of the log agents, whoever sends it.
  'allow-telemetry': {
    pods: { [POD_NAME]: GATEWAY },
    ingress: [
      { from: [ANY_POD], ports: OTLP_PORTS },
      { from: [ownPodsNamed(LOG_AGENT)], ports: [tcp(MONITORING_SERVICES.otlpAgents.port)] },
      { from: [ownPodsNamed('prometheus')], ports: [tcp(OWN_METRICS_PORT)] },
    ],
    needed: gateway,
  },
  // What it may reach still has to let it in.
  'allow-scraping': { pods: { 'app.kubernetes.io/name': 'prometheus' }, egress: [{ to: [ANY_POD] }] },
  // The API server, the metrics of nodes, object storage on whatever port it has, and the receivers of alerts.
  'allow-outside': { egress: [{ to: [noPod(podNetwork)] }] },
  // Receivers of alerts whose address is that of the ingress: kube-proxy turns it into the address of a pod before
  // policies look at it.
  'allow-receivers-by-ingress': { pods: ALERTMANAGER_PODS, egress: [{ to: [namespaceNamed('ingress')] }] },
  'allow-webhook': {
    pods: { app: 'kube-prometheus-stack-operator' },
    ingress: [{ from: [noPod(podNetwork)], ports: [tcp(WEBHOOK_PORT)] }],
  },
  // `alerts` and `environment verify` ask them by the proxy of the API server; no pod does.
  'allow-prometheus-api': proxied('prometheus', podNetwork),
  'allow-alertmanager-api': proxied('alertmanager', podNetwork),
  'allow-ingress-controller': {
    pods: { 'app.kubernetes.io/name': 'grafana' },
    ingress: [{ from: [namespaceNamed('ingress')], ports: [tcp(GRAFANA_PORT)] }],
  },
});
