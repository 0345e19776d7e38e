import { chooseIn } from '../../../constructs/chosen';
import { gatewayConfiguration } from '../../../constructs/observability/collectors/gateway';
import { logAgentConfiguration } from '../../../constructs/observability/collectors/log-agent';
import { exampleData, platformOf } from '../platforms';
import { synthesizeStack } from '../synthesize';
import { merged, valuesOfRelease, type Values } from './release-values';

interface Configuration extends Values {
  extensions: Values;
  receivers: Values;
  processors: Values;
  exporters: Values;
  service: { extensions: string[]; telemetry: Values; pipelines: Record<string, Record<string, string[]>> };
}

const systemStack = () => synthesizeStack(platformOf(exampleData()), 'system');

/** The configuration that a release of the example's system stack gives its collector. */
export const configurationOf = (release: 'opentelemetry_collector' | 'log_agent') =>
  merged(valuesOfRelease(systemStack(), `observability_${release}`)).alternateConfig as Configuration;

/** The configuration of a gateway without some of its stores, as the module gives it. */
export const gatewayOf = (stores: { loki: boolean; tempo: boolean }) =>
  JSON.parse(JSON.stringify(gatewayConfiguration('monitoring', { ...stores, choose: chooseIn() }))) as Configuration;

/**
 * As the collector takes it that can be built here: its receiver of events is older than the one that runs, and does not
 * wait for its turn.
 */
export function buildable(configuration: Configuration): Configuration {
  const copy = structuredClone(configuration);
  const events = copy.receivers.k8sobjects as Values | undefined;
  if (events) delete events.k8s_leader_elector;
  return copy;
}

/** Without the receiver of events, of which the older one asks an API server before it is valid. */
export function withoutEvents(configuration: Configuration): Configuration {
  const copy = buildable(configuration);
  delete copy.receivers.k8sobjects;
  const events = copy.service.pipelines['logs/events'];
  if (events) events.receivers = ['otlp'];
  return copy;
}

const local = (port: number) => ({ endpoint: `127.0.0.1:${port}` });
const NO_OWN_METRICS = { metrics: { level: 'none' } };

interface GatewayPlaces {
  /** Port on which applications send, by HTTP. */
  readonly applications: number;
  /** Port on which agents send, by gRPC. */
  readonly agents: number;
  readonly health: number;
  /** Port of its own metrics. */
  readonly metrics: number;
  readonly loki: string;
}

/** Its own metrics on this machine. */
const ownMetrics = (telemetry: Values, port: number): Values =>
  JSON.parse(
    JSON.stringify(telemetry).replace('"host":"0.0.0.0","port":8888', `"host":"127.0.0.1","port":${port}`),
  ) as Values;

/** The gateway on this machine, in front of a receiver of logs; nothing tells it of pods. */
export function localGateway({ applications, agents, health, metrics, loki }: GatewayPlaces): Configuration {
  const gateway = buildable(configurationOf('opentelemetry_collector'));
  gateway.extensions = { health_check: local(health) };
  gateway.receivers = {
    otlp: { protocols: { http: local(applications) } },
    'otlp/agents': { protocols: { grpc: local(agents) } },
  };
  gateway.processors = without(gateway.processors, isOfPods);
  gateway.exporters = Object.fromEntries(
    Object.entries(gateway.exporters)
      .filter(([name]) => name.startsWith('otlp_http/loki'))
      .map(([name, exporter]) => [
        name,
        { ...(exporter as Values), endpoint: loki, encoding: 'json', compression: 'none' },
      ]),
  );
  gateway.service.extensions = ['health_check'];
  gateway.service.telemetry = ownMetrics(gateway.service.telemetry, metrics);
  gateway.service.pipelines = Object.fromEntries(
    Object.entries(gateway.service.pipelines)
      .filter(([name]) => name.startsWith('logs') && name !== 'logs/events')
      .map(([name, { processors = [], ...pipeline }]) => [
        name,
        { ...pipeline, processors: processors.filter((processor) => !isOfPods(processor)) },
      ]),
  );
  return gateway;
}

/**
 * The way of metrics through the gateway on this machine, to a Prometheus; nothing tells it of pods.
 *
 * @param prometheus host and port, which stand for those of its Service
 */
export function localMetricsGateway(places: { otlp: number; health: number; prometheus: string }): Configuration {
  const gateway = buildable(configurationOf('opentelemetry_collector'));
  const { 'otlp_http/prometheus': exporter } = gateway.exporters as Record<string, { endpoint: string }>;
  const { metrics } = gateway.service.pipelines;
  return {
    extensions: { health_check: local(places.health) },
    receivers: { otlp: { protocols: { http: local(places.otlp) } } },
    processors: without(gateway.processors, tellsPlace),
    exporters: {
      'otlp_http/prometheus': {
        ...exporter,
        endpoint: exporter?.endpoint.replace(/(?<=^http:\/\/)[^/]+/, places.prometheus),
      },
    },
    service: {
      extensions: ['health_check'],
      telemetry: NO_OWN_METRICS,
      pipelines: {
        metrics: { ...metrics, processors: (metrics?.processors ?? []).filter((name) => !tellsPlace(name)) },
      },
    },
  };
}

/** What asks an API server for pods. */
const isOfPods = (processor: string) => processor.startsWith('k8s_attributes');

/** What says where a sender runs: here senders say it themselves. */
const tellsPlace = (processor: string) => isOfPods(processor) || processor === 'transform/applications';

const without = (values: Values, leaves: (name: string) => boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !leaves(key)));

/** The way of events through the gateway on this machine; a kubeconfig leads to the API server. */
export function localEventsGateway({ health, loki }: { health: number; loki: string }): Configuration {
  const gateway = buildable(configurationOf('opentelemetry_collector'));
  const asUser = { auth_type: 'kubeConfig' };
  const [elector] = Object.keys(gateway.extensions).filter((name) => name.startsWith('k8s_leader_elector'));
  const turns = gateway.extensions[elector ?? ''] as Values;
  const { processors = [] } = gateway.service.pipelines['logs/events'] ?? {};
  return {
    extensions: { health_check: local(health), [elector ?? '']: { ...turns, ...asUser } },
    receivers: { k8sobjects: { ...(gateway.receivers.k8sobjects as Values), ...asUser } },
    processors: Object.fromEntries(processors.map((name) => [name, gateway.processors[name]])),
    exporters: { 'otlp_http/loki': { endpoint: loki, encoding: 'json', compression: 'none' } },
    service: {
      extensions: gateway.service.extensions,
      telemetry: NO_OWN_METRICS,
      pipelines: { 'logs/events': { receivers: ['k8sobjects'], processors, exporters: ['otlp_http/loki'] } },
    },
  };
}

/** The agent on this machine. */
export function localAgent(places: { logs: string; checkpoints: string; gateway: string; health: number }) {
  const agent = logAgentConfiguration('monitoring', places);
  return {
    ...agent,
    extensions: { ...agent.extensions, health_check: local(places.health) },
    service: { ...agent.service, telemetry: NO_OWN_METRICS },
  };
}
