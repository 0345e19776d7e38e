import { MONITORING_SERVICES } from '../../../model/baseline-services';
import type { Choose, Switch } from '../../chosen';

const { prometheus, loki, tempoOtlp, otlpGrpc, otlpHttp, otlpAgents } = MONITORING_SERVICES;
const LOKI = `http://${loki.name}:${loki.port}/otlp`;

/** What names begin with that say where something runs; Prometheus and Loki write any other sign as they write the dot. */
const OF_KUBERNETES = '^k8s[^a-zA-Z0-9]';

/**
 * Applications do not say themselves where they run, or one could write into the logs, metrics and limits of another
 * environment: what is there already is never replaced by what the API server knows.
 */
const withoutPlaceOf = (...contexts: readonly ('resource' | 'datapoint')[]) =>
  contexts.map((context) => `delete_matching_keys(${context}.attributes, "${OF_KUBERNETES}")`);

/** Annotations of pods that become attributes: all of OpenTelemetry's but those that would say where the pod runs. */
const ANNOTATIONS = {
  tag_name: '$$1',
  key_regex: String.raw`^resource\.opentelemetry\.io/([^k].*|k[^8].*|k8[^s].*|k8s[a-zA-Z0-9].*)`,
  from: 'pod',
};

/** What is added about the pod of a record. @param source how the pod is found */
const kubernetesAttributes = (source: Readonly<Record<string, string>>) => ({
  passthrough: false,
  pod_association: [{ sources: [source] }],
  extract: {
    annotations: [ANNOTATIONS],
    metadata: [
      'k8s.namespace.name',
      'k8s.pod.name',
      'k8s.pod.uid',
      'k8s.node.name',
      'k8s.container.name',
      'k8s.deployment.name',
      'k8s.statefulset.name',
      'k8s.daemonset.name',
      'k8s.cronjob.name',
      'k8s.job.name',
      'service.namespace',
      'service.name',
      'service.version',
      'service.instance.id',
    ],
  },
});

/**
 * Prometheus keeps what a resource says apart from its metrics. What panels and alerts select by becomes a label of each
 * of them, in every version of Prometheus.
 */
const LABELS_OF_METRICS = ['k8s.namespace.name', 'k8s.pod.name', 'service.name', 'service.namespace'].map(
  (name) =>
    `set(datapoint.attributes["${name}"], resource.attributes["${name}"]) where resource.attributes["${name}"] != nil`,
);

/** What an event is about, where it can be asked for; the event itself stays the text of the record. */
const EVENT_ATTRIBUTES = [
  ['k8s.event.reason', '["reason"]'],
  ['k8s.event.type', '["type"]'],
  ['k8s.object.kind', '["regarding"]["kind"]'],
  ['k8s.object.name', '["regarding"]["name"]'],
].map(([name, path]) => `set(log.attributes["${name}"], log.body["object"]${path})`);

/** One pod at a time reads the events, or each would be there as often as there are collectors. */
const ELECTOR = 'k8s_leader_elector/events';

/**
 * Logs go on at once, and their sender is told when they could not: the agents keep what was not taken on their disks.
 * A queue in the memory of a gateway would be lost with its pod.
 */
export const AT_ONCE = {
  sending_queue: { enabled: false },
  retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '5s', max_elapsed_time: '20s' },
};

/** The exporter of logs to Loki. @param headers of each request. @default - none */
export const toLoki = (headers?: Readonly<Record<string, string>>) => ({
  endpoint: LOKI,
  ...(headers && { headers }),
  ...AT_ONCE,
});

/** Addresses are those of the pod, whichever it has: the network policies say who gets there. */
const EVERYWHERE = '0.0.0.0';

/** Where collectors show their own metrics. */
export const OWN_METRICS_PORT = 8888;

/**
 * Its own metrics, which the ServiceMonitor of the chart reads. Unasked, a collector leaves the `_total` of counters away,
 * by which alerts name them.
 */
export const OWN_METRICS = {
  readers: [
    { pull: { exporter: { prometheus: { host: EVERYWHERE, port: OWN_METRICS_PORT, without_type_suffix: false } } } },
  ],
};

/** What the probes of the chart ask. */
export const HEALTH_CHECK = { endpoint: `${EVERYWHERE}:13133` };

/** By the limit of its container. */
export const MEMORY_LIMITER = { check_interval: '5s', limit_percentage: 80, spike_limit_percentage: 25 };

/** Receives what applications send. */
const OTLP = {
  protocols: {
    grpc: { endpoint: `${EVERYWHERE}:${otlpGrpc.port}` },
    http: { endpoint: `${EVERYWHERE}:${otlpHttp.port}` },
  },
};

/** Receives what the agents send, who know the pods by the files of their nodes; nobody else gets to this port. */
const AGENTS = { protocols: { grpc: { endpoint: `${EVERYWHERE}:${otlpAgents.port}` } } };

/** Receives the events of the cluster. */
const EVENTS = {
  auth_type: 'serviceAccount',
  k8s_leader_elector: ELECTOR,
  objects: [{ name: 'events', group: 'events.k8s.io', mode: 'watch', exclude_watch_type: ['DELETED'] }],
};

const PIPELINES = {
  metrics: {
    receivers: ['otlp'],
    processors: ['memory_limiter', 'transform/applications', 'k8s_attributes', 'transform/labels', 'batch'],
    exporters: ['otlp_http/prometheus'],
  },
  logs: {
    receivers: ['otlp'],
    processors: ['memory_limiter', 'transform/applications', 'k8s_attributes'],
    exporters: ['otlp_http/loki'],
  },
  'logs/agents': {
    receivers: ['otlp/agents'],
    processors: ['memory_limiter', 'k8s_attributes/agents'],
    exporters: ['otlp_http/loki'],
  },
  'logs/events': {
    receivers: ['k8sobjects'],
    processors: ['memory_limiter', 'transform/events'],
    exporters: ['otlp_http/loki'],
  },
  traces: {
    receivers: ['otlp'],
    processors: ['memory_limiter', 'transform/applications', 'k8s_attributes', 'batch'],
    exporters: ['otlp_grpc/tempo'],
  },
};

/** Where the gateway hands logs and traces to; to Prometheus it always hands metrics. */
export interface Stores {
  readonly loki: Switch;
  readonly tempo: Switch;
  readonly choose: Choose;
}

/**
 * Configuration of the gateway: takes OTLP from applications and agents, reads the events of the cluster, and hands
 * metrics, logs and traces on. Whole by itself, so that what is judged is what runs. What no store is there for is not
 * taken: its sender is told.
 *
 * @param namespace in which its pods take turns; a token, too
 */
export const gatewayConfiguration = (namespace: string, { loki, tempo, choose }: Stores) => ({
  extensions: choose('gateway-extensions', {
    health_check: [true, HEALTH_CHECK],
    [ELECTOR]: [
      loki,
      {
        auth_type: 'serviceAccount',
        lease_name: 'opentelemetry-collector-events',
        lease_namespace: namespace,
      },
    ],
  }),
  receivers: choose('gateway-receivers', {
    otlp: [true, OTLP],
    'otlp/agents': [loki, AGENTS],
    k8sobjects: [loki, EVENTS],
  }),
  processors: choose('gateway-processors', {
    memory_limiter: [true, MEMORY_LIMITER],
    'transform/applications': [
      true,
      {
        // What could not be judged is not taken.
        error_mode: 'propagate',
        metric_statements: withoutPlaceOf('resource', 'datapoint'),
        log_statements: withoutPlaceOf('resource'),
        trace_statements: withoutPlaceOf('resource'),
      },
    ],
    k8s_attributes: [true, kubernetesAttributes({ from: 'connection' })],
    'k8s_attributes/agents': [loki, kubernetesAttributes({ from: 'resource_attribute', name: 'k8s.pod.uid' })],
    'transform/labels': [true, { error_mode: 'ignore', metric_statements: LABELS_OF_METRICS }],
    'transform/events': [loki, { error_mode: 'ignore', log_statements: EVENT_ATTRIBUTES }],
    batch: [true, {}],
  }),
  exporters: choose('gateway-exporters', {
    'otlp_http/prometheus': [true, { endpoint: `http://${prometheus.name}:${prometheus.port}/api/v1/otlp` }],
    'otlp_http/loki': [loki, toLoki()],
    'otlp_grpc/tempo': [tempo, { endpoint: `${tempoOtlp.name}:${tempoOtlp.port}`, tls: { insecure: true } }],
  }),
  service: {
    telemetry: { metrics: OWN_METRICS },
    extensions: choose('gateway-extension-names', [
      [true, 'health_check'],
      [loki, ELECTOR],
    ]),
    pipelines: choose('gateway-pipelines', {
      metrics: [true, PIPELINES.metrics],
      logs: [loki, PIPELINES.logs],
      'logs/agents': [loki, PIPELINES['logs/agents']],
      'logs/events': [loki, PIPELINES['logs/events']],
      traces: [tempo, PIPELINES.traces],
    }),
  },
});

const READ = ['get', 'list', 'watch'];

/** What the gateway asks the API server for. */
export const gatewayRules = ({ loki, choose }: Omit<Stores, 'tempo'>) =>
  choose('gateway-rules', [
    [true, { apiGroups: [''], resources: ['pods', 'namespaces', 'nodes'], verbs: READ }],
    [
      true,
      { apiGroups: ['apps'], resources: ['replicasets', 'deployments', 'statefulsets', 'daemonsets'], verbs: READ },
    ],
    [true, { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: READ }],
    [loki, { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['list', 'watch'] }],
    [loki, { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] }],
  ]);
