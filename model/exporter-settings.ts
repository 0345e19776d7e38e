import { type BaselineService, MONITORING_SERVICES } from './baseline-services';

/** Parts of the observability stack that the exporter asks whether they are ready. */
export const STACK_PARTS = ['prometheus', 'alertmanager', 'grafana', 'loki', 'tempo', 'collector'] as const;
export type StackPart = (typeof STACK_PARTS)[number];

const { prometheus, alertmanager, grafana, loki, tempo, otlpHttp, exporter } = MONITORING_SERVICES;

/** The Service of each part. */
const PART_SERVICES: Readonly<Record<StackPart, BaselineService>> = {
  prometheus,
  alertmanager,
  grafana,
  loki,
  tempo,
  collector: otlpHttp,
};

const inCluster = ({ name, port }: BaselineService) => `http://${name}.monitoring:${port}`;

/** A setting of the exporter: a flag of the command, or a variable of its environment. */
export interface ExporterSetting {
  readonly name: string;
  /** What a value is, as the help has it. */
  readonly value: string;
  readonly about: string;
  /** @default - none */
  readonly default?: string;
}

export const partSettingOf = (part: StackPart) => `${part}-address`;

/** The settings of the exporter. Without the first two the platform file tells where the buckets are. */
export const EXPORTER_SETTINGS: readonly ExporterSetting[] = [
  {
    name: 'endpoint',
    value: 'url',
    about: 'the object storage, together with --bucket-prefix instead of a platform file',
  },
  { name: 'bucket-prefix', value: 'prefix', about: 'the beginning of the names of the buckets' },
  { name: 'host', value: 'address', about: 'the address to listen at', default: '127.0.0.1' },
  { name: 'port', value: 'port', about: 'the port to listen at', default: String(exporter.port) },
  { name: 'interval', value: 'seconds', about: 'how often the buckets are read', default: '60' },
  ...STACK_PARTS.map((part) => ({
    name: partSettingOf(part),
    value: 'url',
    about: `where /readyz asks ${part}`,
    default: inCluster(PART_SERVICES[part]),
  })),
];

/** Environment variable of a setting. */
export const exporterVariableOf = (name: string) => `LKE_PLATFORM_EXPORTER_${name.toUpperCase().replaceAll('-', '_')}`;
