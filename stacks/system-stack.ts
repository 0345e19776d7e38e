import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { ArgoCd } from '../constructs/argocd/argocd';
import { Bootstrap } from '../constructs/argocd/bootstrap';
import { AccessNamespace } from '../constructs/access/access-namespace';
import { DriftReader } from '../constructs/access/drift-reader';
import { metricsChartVersion } from '../constructs/charts';
import { BaselineLimits } from '../constructs/isolation/baseline-limits';
import { DashboardsRelease } from '../constructs/dashboards/dashboards-release';
import { grafanaDashboardValues } from '../constructs/dashboards/grafana-values';
import { dashboardNames } from '../constructs/dashboards/names';
import { IngressNamespace } from '../constructs/ingress/ingress-namespace';
import { Exporter } from '../constructs/exporter/exporter';
import { Isolation } from '../constructs/isolation/isolation';
import { NamedPriority } from '../constructs/isolation/priority-class';
import { LifecycleUser } from '../constructs/lifecycle/lifecycle-user';
import { Observability } from '../constructs/observability/observability';
import { SecretsBootstrap } from '../constructs/secrets-bootstrap/secrets-bootstrap';
import type { Environment } from '../model/derive/environment';
import { caretakersOf, rolloutsOf } from '../model/derive/rollouts';
import { handoffReceiverOf } from '../model/derive/alerting/handoff-receiver';
import { deploysIngress } from '../model/derive/ingress';
import { schedulingOf } from '../model/derive/node-pool';
import { BASELINE_PRIORITY } from '../model/derive/priority-class';
import { workloadPoliciesOf } from '../model/lifecycle/admission/policies';
import { baselineBucketNameOf, ledgerPlaceOf } from '../model/naming';
import type { Platform } from '../model/platform';
import { servedEnvironmentsOf } from '../model/derive/served-environments';
import { Alerting } from './alerting';
import { EnvironmentStack } from './environment-stack';
import { HandoffWay } from './handoff-way';
import { installAfter } from './install-after';
import { LogTenants } from './log-tenants';
import { useHelm } from './providers';

/** The controller of Sealed Secrets, its successor, and whatever its chart is told beside it. */
const SEALING_PODS = 10;
/**
 * The node exporter on every node of the largest cluster, of 500, and its successors, and the rest. No number of this
 * platform's nodes: another pool of an environment would be a change of `system`.
 */
const MONITORING_PODS = 1200;

/** Four, their successors in a rollout, and the Job that makes the password of its cache. */
const ARGO_CD_PODS = 20;

/** 30 days. `secrets sync` backs each new key up before it seals for it; who uses the module alone has no such backup. */
const KEY_RENEW_PERIOD = '720h';

/** The system environment with the baseline that serves all the others, on system's node pools. */
export class SystemStack extends EnvironmentStack {
  constructor(scope: Construct, platform: Platform, environment: Environment) {
    super(scope, platform, environment);
    useHelm(this, platform, this.cluster);

    const placement = schedulingOf('system');
    const { className: priorityClassName } = new NamedPriority(this, 'baseline-priority', BASELINE_PRIORITY);
    const baseline = `priorityClassName: ${priorityClassName}`;
    const secrets = new SecretsBootstrap(this, 'secrets', {
      ...placement,
      keyRenewPeriod: KEY_RENEW_PERIOD,
      networkPolicies: true,
      sealedSecretsValues: [baseline],
      sealedSecretsRepository: platform.sources.charts['sealed-secrets'],
    });
    const argoCd = platform.argoCd.enabled ? this.addArgoCd(secrets, priorityClassName) : undefined;
    const logs = new LogTenants(this, 'logs', platform);
    const alerting = new Alerting(this, 'alerting', platform);
    const observability = new Observability(this, 'observability', {
      ...placement,
      ...buckets(platform),
      ...charts(platform),
      retentionDays: platform.observability.retentionDays,
      otelCollectors: platform.observability.otelCollectors,
      networkPolicies: true,
      kubePrometheusStackValues: [
        kubePrometheusStackPriority(baseline),
        grafanaDashboardValues(platform.observability.dashboards),
        ...logs.grafana,
        ...alerting.values,
      ],
      lokiValues: [`singleBinary: { ${baseline} }`, ...logs.loki],
      tempoValues: [baseline],
      opentelemetryCollectorValues: [baseline, ...logs.gateway],
      logAgentValues: [baseline],
      ...(platform.cluster.tier === 'enterprise' && { coreDnsLabel: 'coredns' }),
    });
    // The pods of the observability stack wait for Secrets that the sealed-secrets controller makes.
    installAfter(observability, secrets);
    const ingress = deploysIngress(platform) ? new IngressNamespace(this, 'ingress') : undefined;
    if (argoCd) {
      installAfter(observability, argoCd);
      // Rules and monitors are of kinds that the observability stack brings.
      installAfter(this.addBootstrap(argoCd, ingress), observability);
    }

    const handoff = handoffReceiverOf(platform.handoffService) && platform.handoffService?.service;
    if (handoff !== undefined) new HandoffWay(this, 'handoff', observability.namespace, handoff);

    new Exporter(this, 'exporter', {
      namespace: observability.namespace,
      image: platform.sources.images.node,
      endpoint: platform.state.endpoint,
      bucketPrefix: platform.state.bucketPrefix,
      placement,
      priorityClassName,
      after: [observability.metrics],
    });
    new DashboardsRelease(this, 'dashboards', {
      namespace: observability.namespace,
      names: dashboardNames(platform),
      after: [observability.metrics],
    });

    new BaselineLimits(this, 'sealed-secrets', { namespace: secrets.namespace, pods: SEALING_PODS });
    new BaselineLimits(this, 'monitoring', { namespace: observability.namespace, pods: MONITORING_PODS });
    const { fence, name: namespace } = new AccessNamespace(this, 'access-namespace', {
      platform: platform.name,
      lifecycle: workloadPoliciesOf(platform),
    });
    this.bound(namespace);
    new Isolation(this, 'isolation', { namespace, environments: platform.environments.map(({ name }) => name) });
    const made = {
      'sealed-secrets': secrets.namespace,
      monitoring: observability.namespace,
      ...(argoCd && { argocd: argoCd.namespace }),
    };
    new DriftReader(this, 'drift-reader', { made, after: [fence] });
    new LifecycleUser(this, 'lifecycle');
    this.giveAccess({ made, after: [fence] });
  }

  private addBootstrap({ namespace }: ArgoCd, ingress: IngressNamespace | undefined): Bootstrap {
    const { platform, cluster } = this;
    const rollouts = rolloutsOf(platform, {
      clusterId: Fn.tostring(cluster.clusterId),
      // Any other way it is at the nodes already.
      ...(platform.network.firewall?.attachedTo === 'nodebalancer' && { firewallId: Fn.tostring(cluster.firewallId) }),
    });
    const { name, sources, state } = platform;
    const caretakers = caretakersOf(platform, [namespace, ...(ingress ? [ingress.namespace] : [])]);
    return new Bootstrap(this, 'bootstrap', {
      ...{ namespace, platform: name, ledger: ledgerPlaceOf(state), repository: sources.repository },
      ...{ rollouts, caretakers, environments: servedEnvironmentsOf(platform) },
    });
  }

  /** Only where there is something for it to deploy. */
  private addArgoCd(after: SecretsBootstrap, priorityClassName: string): ArgoCd {
    const argoCd = new ArgoCd(this, 'argocd', {
      ...schedulingOf('system'),
      repository: this.platform.sources.charts['argo-cd'],
      priorityClassName,
    });
    installAfter(argoCd, after);
    new BaselineLimits(this, 'argocd-limits', { namespace: argoCd.namespace, pods: ARGO_CD_PODS });
    return argoCd;
  }
}

/** The priority of each part of kube-prometheus-stack, as YAML. @param baseline the line of one */
const kubePrometheusStackPriority = (baseline: string) =>
  [
    `prometheus: { prometheusSpec: { ${baseline} } }`,
    `alertmanager: { alertmanagerSpec: { ${baseline} } }`,
    ...['grafana', 'kube-state-metrics', 'prometheus-node-exporter'].map((part) => `${part}: { ${baseline} }`),
  ].join('\n');

function buckets({ state }: Platform) {
  return {
    region: state.region,
    endpointHost: state.endpointHost,
    endpoint: state.endpoint,
    lokiBucket: baselineBucketNameOf(state.bucketPrefix, 'loki'),
    tempoBucket: baselineBucketNameOf(state.bucketPrefix, 'tempo'),
  };
}

function charts({ observability, sources }: Platform) {
  return {
    kubePrometheusStackVersion: metricsChartVersion(observability.chartVersion),
    prometheusCommunityRepository: sources.charts['prometheus-community'],
    grafanaCommunityRepository: sources.charts['grafana-community'],
    openTelemetryRepository: sources.charts['open-telemetry'],
  };
}
