import { logAgentConfiguration } from '../../../constructs/observability/collectors/log-agent';
import { exampleData, platformOf } from '../platforms';
import { synthesizeStack } from '../synthesize';
import { merged, valuesOfRelease, type Values } from './release-values';

/** What the proxy of Go modules does not serve, so that it is in no collector that can be built. */
const NOT_BUILT = ['k8sobjects', 'k8s_leader_elector/events'];

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

/** Without what cannot be built: the events, and who reads them. */
export function buildable(configuration: Configuration): Configuration {
  const copy = structuredClone(configuration);
  for (const name of NOT_BUILT) {
    delete copy.extensions[name];
    delete copy.receivers[name];
  }
  copy.service.extensions = copy.service.extensions.filter((name) => !NOT_BUILT.includes(name));
  const events = copy.service.pipelines['logs/events'];
  if (events) events.receivers = ['otlp'];
  return copy;
}

const local = (port: number) => ({ endpoint: `127.0.0.1:${port}` });
const NO_OWN_METRICS = { metrics: { level: 'none' } };

/** The gateway on this machine, in front of a receiver of logs; nothing tells it of pods. */
export function localGateway({ otlp, health, loki }: { otlp: number; health: number; loki: string }): Configuration {
  const gateway = buildable(configurationOf('opentelemetry_collector'));
  gateway.extensions = { health_check: local(health) };
  gateway.receivers = { otlp: { protocols: { grpc: local(otlp) } } };
  delete gateway.processors.k8s_attributes;
  gateway.exporters = Object.fromEntries(
    Object.entries(gateway.exporters)
      .filter(([name]) => name.startsWith('otlp_http/loki'))
      .map(([name, exporter]) => [
        name,
        { ...(exporter as Values), endpoint: loki, encoding: 'json', compression: 'none' },
      ]),
  );
  gateway.service.telemetry = NO_OWN_METRICS;
  gateway.service.pipelines = Object.fromEntries(
    Object.entries(gateway.service.pipelines)
      .filter(([name]) => name.startsWith('logs') && name !== 'logs/events')
      .map(([name, { processors = [], ...pipeline }]) => [
        name,
        { ...pipeline, processors: processors.filter((processor) => processor !== 'k8s_attributes') },
      ]),
  );
  return gateway;
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
