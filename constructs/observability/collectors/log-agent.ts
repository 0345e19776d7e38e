import { MONITORING_SERVICES } from '../../../model/baseline-services';
import { HEALTH_CHECK, MEMORY_LIMITER, OWN_METRICS } from './gateway';

/** Name of the release, of its DaemonSet and of its pods. */
export const LOG_AGENT = 'log-agent';

/** Where it keeps how far it read, and what was not taken yet: a folder of the node. */
export const CHECKPOINTS = '/var/lib/otelcol';

/** Where the kubelet writes what containers say, as `<namespace>_<pod>_<uid>/<container>/<restart>.log`. */
export const POD_LOGS = '/var/log/pods';

const { otlpAgents } = MONITORING_SERVICES;
const STORE = 'file_storage';

/** What is longer becomes several records, in bytes. */
const LONGEST_RECORD = 102_400;

const PATH = 'attributes["log.file.path"]';
const OF_STDERR = 'stderr:';

/**
 * Parts of lines are put together by the path of their file, in which both streams of a container are: that of one of
 * them gets a mark meanwhile.
 */
const APART = {
  type: 'add',
  if: 'body matches "^[^ ]+ stderr "',
  field: PATH,
  value: `EXPR("${OF_STDERR}" + ${PATH})`,
};
const AS_IT_WAS = {
  type: 'add',
  if: `${PATH} startsWith "${OF_STDERR}"`,
  field: PATH,
  value: `EXPR(trimPrefix(${PATH}, "${OF_STDERR}"))`,
};

export interface LogAgentPlaces {
  /** Folder of the logs. @default {@link POD_LOGS} */
  readonly logs?: string;
  /** Folder for checkpoints. @default {@link CHECKPOINTS} */
  readonly checkpoints?: string;
  /** Host and port of the gateway. @default - its Service */
  readonly gateway?: string;
}

/**
 * Configuration of the agent on each node: what containers write, with namespace, pod and container, to the gateway.
 * Whole by itself, so that what is judged is what runs.
 *
 * A file is read from its beginning and on from where it was left, rotated or not, so that a restart of the agent loses
 * nothing; what the gateway does not take waits on the node's disk. What waits longer than the kubelet keeps files is lost.
 *
 * @param namespace of the agents, whose own logs are left out: one about a failure would follow from the one before
 */
export function logAgentConfiguration(namespace: string, places: LogAgentPlaces = {}) {
  const { logs = POD_LOGS, checkpoints = CHECKPOINTS, gateway = `${otlpAgents.name}:${otlpAgents.port}` } = places;
  return {
    extensions: {
      health_check: HEALTH_CHECK,
      [STORE]: { directory: checkpoints, create_directory: true, fsync: true },
    },
    receivers: {
      file_log: {
        include: [`${logs}/*/*/*.log`, `${logs}/*/*/*.log.*`],
        exclude: [`${logs}/${namespace}_${LOG_AGENT}-*_*/*/*`, `${logs}/*/*/*.gz`, `${logs}/*/*/*.tmp`],
        start_at: 'beginning',
        include_file_path: true,
        include_file_name: false,
        storage: STORE,
        // A runtime cuts long lines wherever 16 KiB end, at a blank as well.
        preserve_leading_whitespaces: true,
        preserve_trailing_whitespaces: true,
        retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
        operators: [APART, { id: 'container-parser', type: 'container', max_log_size: LONGEST_RECORD }, AS_IT_WAS],
      },
    },
    processors: { memory_limiter: MEMORY_LIMITER },
    exporters: {
      'otlp_grpc/gateway': {
        endpoint: gateway,
        tls: { insecure: true },
        timeout: '30s',
        retry_on_failure: { enabled: true, max_interval: '30s', max_elapsed_time: '0s' },
        sending_queue: { storage: STORE, queue_size: 1000, block_on_overflow: true },
      },
    },
    service: {
      telemetry: { metrics: OWN_METRICS },
      extensions: ['health_check', STORE],
      pipelines: {
        logs: { receivers: ['file_log'], processors: ['memory_limiter'], exporters: ['otlp_grpc/gateway'] },
      },
    },
  };
}
