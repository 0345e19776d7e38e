import type { ObservabilityProps } from '../../../constructs/observability/inputs';
import { Observability } from '../../../constructs/observability/observability';
import { CRD_JOB_KUBECTL } from '../../../constructs/observability/values/kube-prometheus-stack';
import { OFFERED_VERSIONS } from '../../../model/catalogue/kubernetes-versions';
import { schedulingOf } from '../../../model/derive/node-pool';
import { synthesizeConstruct } from '../../support/construct-root';

const REQUIRED = {
  region: 'nl-ams',
  endpoint: 'https://nl-ams-1.linodeobjects.com',
  lokiBucket: 'acme-loki',
  tempoBucket: 'acme-tempo',
};

const observability = (props: Partial<ObservabilityProps> = {}) =>
  synthesizeConstruct((root) => new Observability(root, 'observability', { ...REQUIRED, ...props }));

const release = (name: string, props: Partial<ObservabilityProps> = {}) =>
  observability(props).resource.helm_release?.[`observability_${name}`];

const values = (name: string, props: Partial<ObservabilityProps> = {}) =>
  observability(props).locals?.[`observability_${name}_values`];

const RELEASES = ['kube_prometheus_stack', 'loki', 'tempo', 'opentelemetry_collector'];

describe('what the module observability installs', () => {
  it.each([
    ['kube_prometheus_stack', 'https://prometheus-community.github.io/helm-charts', '88.5.2'],
    ['loki', 'https://grafana-community.github.io/helm-charts', '18.11.0'],
    ['tempo', 'https://grafana-community.github.io/helm-charts', '2.2.4'],
    ['opentelemetry_collector', 'https://open-telemetry.github.io/opentelemetry-helm-charts', '0.170.0'],
  ])('%s of %s at %s', (name, repository, version) => {
    expect(release(name)).toMatchObject({
      chart: name.replace(/_/g, '-'),
      repository,
      version,
      namespace: '${kubernetes_namespace_v1.observability_namespace.metadata[0].name}',
      values: [`\${yamlencode(local.observability_${name}_values)}`],
    });
  });

  it('comes from other repositories, in other versions', () => {
    const props = {
      prometheusCommunityRepository: 'https://charts.acme.example/prometheus',
      grafanaCommunityRepository: 'https://charts.acme.example/grafana',
      openTelemetryRepository: 'https://charts.acme.example/otel',
      kubePrometheusStackVersion: '90.0.0',
      lokiVersion: '19.0.0',
      tempoVersion: '3.0.0',
      opentelemetryCollectorVersion: '0.180.0',
    };

    expect(RELEASES.map((name) => release(name, props))).toMatchObject([
      { repository: 'https://charts.acme.example/prometheus', version: '90.0.0' },
      { repository: 'https://charts.acme.example/grafana', version: '19.0.0' },
      { repository: 'https://charts.acme.example/grafana', version: '3.0.0' },
      { repository: 'https://charts.acme.example/otel', version: '0.180.0' },
    ]);
  });

  it('brings the kinds of the Prometheus operator before the charts that use them', () => {
    const [metrics, ...others] = RELEASES.map((name) => release(name));

    expect(metrics).not.toHaveProperty('depends_on');
    others.forEach((other) => {
      expect(other).toMatchObject({ depends_on: ['helm_release.observability_kube_prometheus_stack'] });
    });
  });

  it('runs in a namespace that lets the node exporter read its node', () => {
    expect(observability().resource.kubernetes_namespace_v1?.observability_namespace).toMatchObject({
      metadata: { name: 'monitoring', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    });
  });

  it('makes a private bucket for logs and one for traces, where they are asked for', () => {
    const { resource } = observability({ endpointHost: 'nl-ams-1.linodeobjects.com' });
    const common = { region: 'nl-ams', s3_endpoint: 'nl-ams-1.linodeobjects.com', acl: 'private' };

    expect(resource.linode_object_storage_bucket).toEqual({
      observability_loki_bucket: { ...common, label: 'acme-loki' },
      observability_tempo_bucket: { ...common, label: 'acme-tempo' },
    });
  });
});

describe('secrets', () => {
  it('are named, and the pods that need one wait for it while the release does not', () => {
    const reference = (variable: string, name: string, key: string) => ({
      name: variable,
      valueFrom: { secretKeyRef: { name, key } },
    });

    expect(values('loki')).toMatchObject({
      singleBinary: {
        extraEnv: expect.arrayContaining([
          reference('AWS_ACCESS_KEY_ID', 'loki-bucket-key', 'access_key'),
          reference('AWS_SECRET_ACCESS_KEY', 'loki-bucket-key', 'secret_key'),
        ]) as unknown,
      },
    });
    expect(values('tempo')).toMatchObject({
      tempo: {
        extraEnv: [
          reference('AWS_ACCESS_KEY_ID', 'tempo-bucket-key', 'access_key'),
          reference('AWS_SECRET_ACCESS_KEY', 'tempo-bucket-key', 'secret_key'),
        ],
      },
    });
    expect(values('kube_prometheus_stack')).toMatchObject({ grafana: { admin: { existingSecret: 'grafana-admin' } } });
    for (const name of ['kube_prometheus_stack', 'loki', 'tempo']) {
      expect(release(name)).toMatchObject({ wait: false, atomic: false });
    }
  });

  it('of other names are taken', () => {
    const props = { lokiBucketKeySecret: 'logs', tempoBucketKeySecret: 'traces', grafanaAdminSecret: 'admin' };
    const text = JSON.stringify(observability(props).locals);

    expect(text).not.toMatch(/loki-bucket-key|tempo-bucket-key|grafana-admin/);
    expect(text).toContain('"secretKeyRef":{"key":"access_key","name":"logs"}');
    expect(text).toContain('"secretKeyRef":{"key":"access_key","name":"traces"}');
    expect(text).toContain('"existingSecret":"admin"');
  });

  it('of other namespaces stay closed to Grafana', () => {
    expect(values('kube_prometheus_stack')).toMatchObject({
      grafana: { rbac: { namespaced: true }, sidecar: { dashboards: { searchNamespace: 'monitoring' } } },
    });
  });
});

describe('the values', () => {
  it('watch nothing of the control plane, which LKE manages', () => {
    expect(values('kube_prometheus_stack')).toMatchObject({
      kubeControllerManager: { enabled: false },
      kubeScheduler: { enabled: false },
      kubeEtcd: { enabled: false },
      kubeProxy: { enabled: false },
    });
  });

  it('keep the metrics of a node off its public address', () => {
    expect(values('kube_prometheus_stack')).toMatchObject({
      'prometheus-node-exporter': { service: { listenOnAllInterfaces: false } },
    });
  });

  it('keep everything for the same time, on volumes and in buckets', () => {
    const props = { retentionDays: 30, metricsVolumeGib: 100 };

    expect(values('kube_prometheus_stack', props)).toMatchObject({
      prometheus: {
        prometheusSpec: {
          retention: '30d',
          retentionSize: '${floor((100 * 0.85))}GiB',
          storageSpec: {
            volumeClaimTemplate: {
              spec: {
                storageClassName: 'linode-block-storage-retain',
                resources: { requests: { storage: '100Gi' } },
              },
            },
          },
        },
      },
    });
    expect(values('loki', props)).toMatchObject({ loki: { limits_config: { retention_period: '30d' } } });
    expect(values('tempo', props)).toMatchObject({ tempo: { retention: '${(30 * 24)}h' } });
  });

  it('lead Loki and Tempo to their buckets', () => {
    expect(values('loki')).toMatchObject({
      loki: {
        storage: {
          bucketNames: { chunks: '${linode_object_storage_bucket.observability_loki_bucket.label}' },
          s3: { endpoint: 'https://nl-ams-1.linodeobjects.com', region: 'nl-ams' },
        },
      },
    });
    expect(values('tempo')).toMatchObject({
      tempo: {
        storage: {
          trace: {
            s3: { bucket: '${linode_object_storage_bucket.observability_tempo_bucket.label}', region: 'nl-ams' },
          },
        },
      },
    });
  });

  it('run an image of Loki that uploads without aws-chunked encoding', () => {
    expect(values('loki')).toMatchObject({ loki: { image: { tag: '3.7.7' } } });
  });

  it('hand what the collectors get to the three stores', () => {
    expect(values('opentelemetry_collector', { otelCollectors: 4 })).toMatchObject({
      replicaCount: 4,
      alternateConfig: {
        exporters: {
          'otlp_http/prometheus': { endpoint: 'http://kube-prometheus-stack-prometheus:9090/api/v1/otlp' },
          'otlp_http/loki': { endpoint: 'http://loki:3100/otlp' },
          'otlp_grpc/tempo': { endpoint: 'tempo:4317' },
        },
        service: {
          pipelines: {
            metrics: { receivers: ['otlp'], exporters: ['otlp_http/prometheus'] },
            logs: { receivers: ['otlp'], exporters: ['otlp_http/loki'] },
            'logs/events': { receivers: ['k8sobjects'], exporters: ['otlp_http/loki'] },
            traces: { receivers: ['otlp'], exporters: ['otlp_grpc/tempo'] },
          },
        },
      },
      topologySpreadConstraints: [
        { topologyKey: 'node.k8s.linode.com/host-uuid', whenUnsatisfiable: 'ScheduleAnyway' },
      ],
    });
    expect(values('kube_prometheus_stack')).toMatchObject({
      prometheus: { prometheusSpec: { enableOTLPReceiver: true } },
    });
  });

  it.each([
    ['56.3.0', ['exemplar-storage', 'otlp-write-receiver'], []],
    ['66.7.1', ['exemplar-storage', 'otlp-write-receiver'], []],
    ['67.0.0', ['exemplar-storage'], [{ name: 'web.enable-otlp-receiver', value: '' }]],
    ['75.3.5', ['exemplar-storage'], [{ name: 'web.enable-otlp-receiver', value: '' }]],
    ['75.3.6', ['exemplar-storage'], []],
    ['88.5.2', ['exemplar-storage'], []],
  ])(
    'make Prometheus of chart %s take OTLP and exemplars',
    (kubePrometheusStackVersion, enableFeatures, additionalArgs) => {
      expect(values('kube_prometheus_stack', { kubePrometheusStackVersion })).toMatchObject({
        prometheus: { prometheusSpec: { enableFeatures, additionalArgs, exemplars: { maxSize: 100_000 } } },
      });
    },
  );

  it('upgrade the CRDs with the chart', () => {
    expect(values('kube_prometheus_stack', schedulingOf('system'))).toMatchObject({
      crds: { upgradeJob: { enabled: true, forceConflicts: true, ...schedulingOf('system') } },
    });
  });

  it('upgrade them with images by digest, and a kubectl that goes with every version of the standard tier', () => {
    const { crds } = values('kube_prometheus_stack') as {
      crds: { upgradeJob: { image: Record<string, { tag: string }> } };
    };
    const { oldest, newest } = OFFERED_VERSIONS.standard;

    for (const { tag } of Object.values(crds.upgradeJob.image))
      expect(tag).toMatch(/^v?\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/);
    const kubectl = Number(CRD_JOB_KUBECTL.split('.')[1]);
    expect([oldest >= kubectl - 1, newest <= kubectl + 1]).toEqual([true, true]);
  });

  it('lead from a log to its trace and back, and from a metric to a trace', () => {
    expect(values('kube_prometheus_stack')).toMatchObject({
      grafana: {
        sidecar: { datasources: { exemplarTraceIdDestinations: { datasourceUid: 'tempo' } } },
        additionalDataSources: [
          { uid: 'loki', jsonData: { derivedFields: [{ datasourceUid: 'tempo' }, { datasourceUid: 'tempo' }] } },
          { uid: 'tempo', jsonData: { tracesToLogsV2: { datasourceUid: 'loki' } } },
        ],
      },
    });
  });

  it('read the logs of every node, as root and without an account', () => {
    expect(values('log_agent')).toMatchObject({
      mode: 'daemonset',
      tolerations: [{ operator: 'Exists' }],
      serviceAccount: { automountServiceAccountToken: false },
      extraVolumeMounts: [{ mountPath: '/var/log/pods', readOnly: true }, { mountPath: '/var/lib/otelcol' }],
    });
  });

  it('leave the logs of nodes to others, where that is said', () => {
    expect(release('log_agent', { logAgent: false })).toMatchObject({ for_each: {} });
  });

  it('place every pod but those of the node exporter', () => {
    const placement = schedulingOf('system');

    expect(values('kube_prometheus_stack', placement)).toMatchObject({
      prometheusOperator: { ...placement, admissionWebhooks: { patch: placement } },
      prometheus: { prometheusSpec: placement },
      alertmanager: { alertmanagerSpec: placement },
      grafana: placement,
      'kube-state-metrics': placement,
      'prometheus-node-exporter': { tolerations: [{ operator: 'Exists' }] },
    });
    expect(values('loki', placement)).toMatchObject({ singleBinary: placement });
    expect(values('tempo', placement)).toMatchObject(placement);
    expect(values('opentelemetry_collector', placement)).toMatchObject(placement);
  });
});
