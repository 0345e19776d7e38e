import { ObjectStorageBucket } from '@cdktf/provider-linode/lib/object-storage-bucket';
import { Token, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { MONITORING_SERVICES } from '../../model/baseline-services';
import { METRICS_CHART } from '../../model/entities/observability-stack';
import { ChartRelease } from '../chart-release';
import { chooseIn, type Switch } from '../chosen';
import { wireProps } from '../inputs/types';
import { NamespacePolicies } from '../namespace-policies';
import { OptionalNamespace } from '../optional-namespace';
import { both, madeOrNamed, makeOnlyIf, orElse, textWhile } from '../repeated';
import { OBSERVABILITY_INPUTS, type ObservabilityProps, type ObservabilityWire } from './inputs';
import { observabilityOpenings } from './network-policies';
import { LOG_AGENT } from './collectors/log-agent';
import { kubePrometheusStackValues } from './values/kube-prometheus-stack';
import { logAgentValues } from './values/log-agent';
import { lokiValues } from './values/loki';
import { opentelemetryCollectorValues } from './values/opentelemetry-collector';
import { tempoValues } from './values/tempo';

/** Installing a chart with hooks takes a few minutes on new nodes, which have to pull every image first. */
const TIMEOUT_SECONDS = 900;

/**
 * Metrics, logs and traces of a cluster: kube-prometheus-stack with Grafana, Loki, Tempo and OpenTelemetry collectors,
 * and the buckets of Loki and Tempo.
 *
 * No secret passes through it. Loki, Tempo and Grafana name existing Secrets; their pods wait until those are there,
 * and their releases do not wait for the pods.
 */
export class Observability extends Construct {
  /** Name of the namespace. */
  readonly namespace: string;
  /** The release that brings the kinds of Prometheus, such as ServiceMonitor. */
  readonly metrics: ITerraformDependable;
  /** Name of the bucket for logs; null without Loki. */
  readonly lokiBucket: string;
  /** Name of the bucket for traces; null without Tempo. */
  readonly tempoBucket: string;
  /** Address that applications send OTLP to by gRPC, within the cluster; null without the gateway. */
  readonly otlpGrpcEndpoint: string;
  /** Address that applications send OTLP to by HTTP, within the cluster; null without the gateway. */
  readonly otlpHttpEndpoint: string;
  /** Address of Grafana within the cluster. */
  readonly grafanaEndpoint: string;
  /** Address of Prometheus within the cluster. */
  readonly prometheusEndpoint: string;
  /** Address of Alertmanager within the cluster. */
  readonly alertmanagerEndpoint: string;
  /** Address of Loki within the cluster; null without Loki. */
  readonly lokiEndpoint: string;
  /** Address of Tempo within the cluster; null without Tempo. */
  readonly tempoEndpoint: string;

  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    const inputs = wireProps(OBSERVABILITY_INPUTS, props);
    const placement = { nodeSelector: inputs.nodeSelector, tolerations: inputs.tolerations };

    this.namespace = new OptionalNamespace(this, 'namespace', {
      name: inputs.namespace,
      create: inputs.createNamespace,
      // The node exporter reads the files, processes and network of its node.
      podSecurity: 'privileged',
    }).namespaceName;
    new NamespacePolicies(this, 'policy', {
      namespace: this.namespace,
      enabled: inputs.networkPolicies,
      openings: observabilityOpenings(inputs),
    });
    const lokiBucket = this.bucket('loki-bucket', inputs.lokiBucket, inputs.loki, inputs);
    const tempoBucket = this.bucket('tempo-bucket', inputs.tempoBucket, inputs.tempo, inputs);
    this.lokiBucket = textWhile(inputs.loki, lokiBucket);
    this.tempoBucket = textWhile(inputs.tempo, tempoBucket);
    this.otlpGrpcEndpoint = textWhile(inputs.gateway, this.addressOf('otlpGrpc'));
    this.otlpHttpEndpoint = textWhile(inputs.gateway, this.addressOf('otlpHttp'));
    this.grafanaEndpoint = this.addressOf('grafana');
    this.prometheusEndpoint = this.addressOf('prometheus');
    this.alertmanagerEndpoint = this.addressOf('alertmanager');
    this.lokiEndpoint = textWhile(inputs.loki, this.addressOf('loki'));
    this.tempoEndpoint = textWhile(inputs.tempo, this.addressOf('tempo'));

    const stores = { loki: inputs.loki, tempo: inputs.tempo, choose: chooseIn(this) };
    const common = { namespace: this.namespace, timeoutSeconds: TIMEOUT_SECONDS };
    const metrics = new ChartRelease(this, METRICS_CHART, {
      ...common,
      chart: METRICS_CHART,
      repository: inputs.prometheusCommunityRepository,
      version: inputs.kubePrometheusStackVersion,
      values: kubePrometheusStackValues(inputs, placement, stores),
      extraValues: inputs.kubePrometheusStackValues,
      waitForPods: false,
    });
    // It brings the kind ServiceMonitor, of which each of the others has one.
    this.metrics = metrics.release;
    const after = [this.metrics];
    new ChartRelease(this, 'loki', {
      ...common,
      chart: 'loki',
      repository: inputs.grafanaCommunityRepository,
      version: inputs.lokiVersion,
      values: lokiValues({ ...inputs, lokiBucket }, placement),
      extraValues: inputs.lokiValues,
      waitForPods: false,
      after,
      enabled: inputs.loki,
    });
    new ChartRelease(this, 'tempo', {
      ...common,
      chart: 'tempo',
      repository: inputs.grafanaCommunityRepository,
      version: inputs.tempoVersion,
      values: tempoValues({ ...inputs, tempoBucket }, placement),
      extraValues: inputs.tempoValues,
      waitForPods: false,
      after,
      enabled: inputs.tempo,
    });
    new ChartRelease(this, 'opentelemetry-collector', {
      ...common,
      chart: 'opentelemetry-collector',
      repository: inputs.openTelemetryRepository,
      version: inputs.opentelemetryCollectorVersion,
      values: opentelemetryCollectorValues(inputs, placement, stores),
      extraValues: inputs.opentelemetryCollectorValues,
      waitForPods: true,
      after,
      enabled: inputs.gateway,
    });
    new ChartRelease(this, LOG_AGENT, {
      ...common,
      name: LOG_AGENT,
      chart: 'opentelemetry-collector',
      repository: inputs.openTelemetryRepository,
      version: inputs.opentelemetryCollectorVersion,
      values: logAgentValues(inputs),
      extraValues: inputs.logAgentValues,
      // What they read waits on the nodes until the gateway is there.
      waitForPods: false,
      after,
      enabled: orElse(inputs.logAgent, both(inputs.gateway, inputs.loki)),
    });
  }

  /** Without lifecycle rules and versioning: those need an object key, and the keys of the stack open other buckets. */
  private bucket(
    id: string,
    name: string | undefined,
    needed: Switch,
    { region, endpointHost, createBuckets }: ObservabilityWire,
  ): string {
    const made = both(createBuckets, needed);
    // The provider judges what is never made, too, and would miss the region.
    if (made === false) return name ?? Token.asString(Token.nullValue());
    const bucket = new ObjectStorageBucket(this, id, {
      label: Token.asString(name),
      region,
      s3Endpoint: endpointHost,
      acl: 'private',
    });
    makeOnlyIf(made, bucket);
    return madeOrNamed(made, bucket, 'label', name);
  }

  private addressOf(service: keyof typeof MONITORING_SERVICES): string {
    const { name, port } = MONITORING_SERVICES[service];
    return `http://${name}.${this.namespace}.svc:${port}`;
  }
}
