// Written by `npm run modules` from inputs.ts; a test holds it current.
import type { IResolvable } from 'cdktf';

/** Props of the construct behind the module `observability`. */
export interface ObservabilityProps {
  /**
   * Namespace of the stack.
   * Allowed: lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters.
   *
   * @default "monitoring"
   */
  readonly namespace?: string;
  /**
   * Whether the namespace is made here; false for one that exists.
   *
   * @default true
   */
  readonly createNamespace?: boolean | IResolvable;
  /**
   * Whether Loki keeps logs in a bucket; false where nothing keeps them, or something else does.
   *
   * @default true
   */
  readonly loki?: boolean | IResolvable;
  /**
   * Whether Tempo keeps traces in a bucket; false where nothing keeps them, or something else does.
   *
   * @default true
   */
  readonly tempo?: boolean | IResolvable;
  /**
   * Linode region of the buckets; needed for Loki or Tempo.
   * Allowed: an id as GET /regions lists it, such as nl-ams, 5 to 32 characters.
   *
   * @default - none
   */
  readonly region?: string;
  /**
   * Host of the S3 endpoint the buckets are made on; null for Linode's choice. A change replaces the buckets.
   * Allowed: a domain name in lower case with parts of at most 63, such as shop.example.com, 4 to 253 characters.
   *
   * @default - none
   */
  readonly endpointHost?: string;
  /**
   * Address under which pods reach the buckets; needed for Loki or Tempo. Plain http is possible.
   * Allowed: an address that starts with https:// or http:// and has no path, such as https://nl-ams-1.linodeobjects.com.
   *
   * @default - none
   */
  readonly endpoint?: string;
  /**
   * Name of the bucket for logs; needed for Loki.
   * Allowed: lower-case letters, digits, hyphens and single dots, starting and ending with a letter or digit, 3 to 63 characters.
   *
   * @default - none
   */
  readonly lokiBucket?: string;
  /**
   * Name of the bucket for traces; needed for Tempo.
   * Allowed: lower-case letters, digits, hyphens and single dots, starting and ending with a letter or digit, 3 to 63 characters.
   *
   * @default - none
   */
  readonly tempoBucket?: string;
  /**
   * Whether the two buckets are made here; false for some that exist. Then endpoint_host has no effect.
   *
   * @default true
   */
  readonly createBuckets?: boolean | IResolvable;
  /**
   * Existing Secret with the key of the bucket for logs, in the fields access_key and secret_key. Loki waits for it.
   * Allowed: lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters.
   *
   * @default "loki-bucket-key"
   */
  readonly lokiBucketKeySecret?: string;
  /**
   * Existing Secret with the key of the bucket for traces, in the same fields. Tempo waits for it.
   * Allowed: lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters.
   *
   * @default "tempo-bucket-key"
   */
  readonly tempoBucketKeySecret?: string;
  /**
   * Existing Secret with the administrator of Grafana, in the fields admin-user and admin-password. Grafana waits for it.
   * Allowed: lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters.
   *
   * @default "grafana-admin"
   */
  readonly grafanaAdminSecret?: string;
  /**
   * Days for which metrics, logs and traces are kept.
   * Allowed: a whole number of days from 1 to 365.
   *
   * @default 15
   */
  readonly retentionDays?: number;
  /**
   * Number of OpenTelemetry collectors.
   * Allowed: a whole number of collectors from 1 to 20.
   *
   * @default 2
   */
  readonly otelCollectors?: number;
  /**
   * Whether collectors take OTLP from applications and agents, and read the events of the cluster; false where something else does.
   *
   * @default true
   */
  readonly gateway?: boolean | IResolvable;
  /**
   * Whether an agent on each node ships what containers write; false where something else does, null for as long as the gateway and Loki are there.
   *
   * @default - none
   */
  readonly logAgent?: boolean | IResolvable;
  /**
   * Storage class of the volumes. They outlive the release with the default one.
   *
   * @default "linode-block-storage-retain"
   */
  readonly storageClass?: string;
  /**
   * Size of the volume for metrics in GiB. A later change does not resize it.
   * Allowed: a whole number of GiB from 10 to 16384.
   *
   * @default 50
   */
  readonly metricsVolumeGib?: number;
  /**
   * Label k8s-app of the DNS pods: kube-dns on the standard tier of LKE, coredns on the enterprise tier.
   * Allowed: one of kube-dns, coredns.
   *
   * @default "kube-dns"
   */
  readonly coreDnsLabel?: string;
  /**
   * Whether network policies close the namespace to all but what is needed; they are for every pod of it.
   *
   * @default false
   */
  readonly networkPolicies?: boolean | IResolvable;
  /**
   * Network of all pods of the cluster, which those policies tell from nodes and the control plane.
   * Allowed: an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32.
   *
   * @default "10.2.0.0/16"
   */
  readonly podNetwork?: string;
  /**
   * Labels of the nodes that the pods run on.
   * Allowed: letters, digits, "-", "_" and ".", starting and ending with a letter or digit, 0 to 63 characters.
   *
   * @default {}
   */
  readonly nodeSelector?: Readonly<Record<string, string>> | IResolvable;
  /**
   * Taints of those nodes.
   *
   * @default []
   */
  readonly tolerations?: readonly ObservabilityToleration[];
  /**
   * Further values of the chart kube-prometheus-stack as YAML, which go over those of the module. They are in plans and the state.
   *
   * @default []
   */
  readonly kubePrometheusStackValues?: readonly string[];
  /**
   * Further values of the chart loki as YAML, which go over those of the module. They are in plans and the state.
   *
   * @default []
   */
  readonly lokiValues?: readonly string[];
  /**
   * Further values of the chart tempo as YAML, which go over those of the module. They are in plans and the state.
   *
   * @default []
   */
  readonly tempoValues?: readonly string[];
  /**
   * Further values of the chart opentelemetry-collector as YAML, which go over those of the module. They are in plans and the state.
   *
   * @default []
   */
  readonly opentelemetryCollectorValues?: readonly string[];
  /**
   * Further values of the chart opentelemetry-collector of the agents on the nodes as YAML, which go over those of the module. They are in plans and the state.
   *
   * @default []
   */
  readonly logAgentValues?: readonly string[];
  /**
   * Version of kube-prometheus-stack.
   * Allowed: one version, such as 18.11.0, 5 to 64 characters.
   *
   * @default "88.5.2"
   */
  readonly kubePrometheusStackVersion?: string;
  /**
   * Version of the chart loki.
   * Allowed: one version, such as 18.11.0, 5 to 64 characters.
   *
   * @default "18.11.0"
   */
  readonly lokiVersion?: string;
  /**
   * Tag of the image of Loki, which differs from that of the chart.
   * Allowed: a tag of a container image, such as 3.7.7.
   *
   * @default "3.7.7"
   */
  readonly lokiImageTag?: string;
  /**
   * Version of the chart tempo.
   * Allowed: one version, such as 18.11.0, 5 to 64 characters.
   *
   * @default "2.2.4"
   */
  readonly tempoVersion?: string;
  /**
   * Version of the chart opentelemetry-collector.
   * Allowed: one version, such as 18.11.0, 5 to 64 characters.
   *
   * @default "0.170.0"
   */
  readonly opentelemetryCollectorVersion?: string;
  /**
   * Chart repository with kube-prometheus-stack.
   * Allowed: an address that starts with https://, http:// or oci://, without a password.
   *
   * @default "https://prometheus-community.github.io/helm-charts"
   */
  readonly prometheusCommunityRepository?: string;
  /**
   * Chart repository with loki and tempo.
   * Allowed: an address that starts with https://, http:// or oci://, without a password.
   *
   * @default "https://grafana-community.github.io/helm-charts"
   */
  readonly grafanaCommunityRepository?: string;
  /**
   * Chart repository with opentelemetry-collector.
   * Allowed: an address that starts with https://, http:// or oci://, without a password.
   *
   * @default "https://open-telemetry.github.io/opentelemetry-helm-charts"
   */
  readonly openTelemetryRepository?: string;
}

/** Taints of those nodes. */
export interface ObservabilityToleration {
  /**
   * Key of the taint.
   * Allowed: a name of letters, digits, "-", "_" and "." of at most 63, optionally behind a domain and "/", 1 to 128 characters.
   */
  readonly key: string;
  /**
   * How the value is compared.
   * Allowed: one of Equal, Exists.
   *
   * @default "Equal"
   */
  readonly operator?: string;
  /**
   * Value of the taint; null with the operator Exists.
   * Allowed: letters, digits, "-", "_" and ".", starting and ending with a letter or digit, 0 to 63 characters.
   *
   * @default - none
   */
  readonly value?: string;
  /**
   * Effect of the taint; null for every effect.
   * Allowed: one of NoSchedule, PreferNoSchedule, NoExecute.
   *
   * @default - none
   */
  readonly effect?: string;
}
