import type { AccessPolicy } from '../derive/access-policy';
import type { ContainerResources, Environment, LimitRange } from '../derive/environment';
import type { Handoff } from '../derive/handoff';
import { schedulingOf } from '../derive/node-pool';
import type { NodePool } from '../derive/node-pool';
import { priorityClassOf } from '../derive/priority-class';
import { ENVIRONMENT_KEY, namespaceOf } from '../naming';
import type { Platform } from '../platform';
import type { ContractTerms } from './contract';
import { dashboardUrl, requestUrl } from './addresses';

/** What the default-deny policies of every namespace let through (constructs/environment/network-policies.ts). */
const ALWAYS = ['DNS', 'from the ingress controller', 'from monitoring', 'OTLP to monitoring'];

/** The terms of an environment; undefined where it is not handed off, or is retired. */
export function termsOfContract(platform: Platform, { name }: Pick<Environment, 'name'>): ContractTerms | undefined {
  const environment = platform.environments.find((it) => it.name === name && !it.retired);
  return environment?.handoff && terms(platform, environment, environment.handoff);
}

function terms(platform: Platform, environment: Environment, handoff: Handoff): ContractTerms {
  const { name, namespace, domains, quota, networkPolicy, deploymentPolicy: bounds, secretsBundle } = environment;
  const dashboard = dashboardUrl(platform, environment);
  // Those of the baseline are not in the namespace.
  const secrets = secretsBundle.items.filter((item) => item.namespace === namespaceOf(name));
  return {
    format: 1,
    platform: platform.name,
    environment: name,
    namespace,
    ingress_base_domain: handoff.ingressBaseDomain,
    domains: [...domains],
    tls_secrets: secrets.filter(({ purpose }) => purpose === 'tls-certificate').map((secret) => secret.name),
    observability_links: dashboard === undefined ? [] : [dashboard],
    deployment_steps: [...handoff.deploymentSteps],
    quota: { cpu: quota.cpu, memory: quota.memory, pods: quota.pods, load_balancers: quota.loadBalancers },
    container: containerOf(environment.limitRange),
    network: {
      internet_egress: networkPolicy.internetEgress,
      reached_from: [...networkPolicy.allowFrom],
      reaches: platform.environments
        .filter((other) => !other.retired && other.networkPolicy.allowFrom.includes(name))
        .map((other) => other.name),
      always: ALWAYS,
    },
    secrets: secrets.map((secret) => ({
      name: secret.name,
      purpose: secret.purpose,
      keys: [...secret.fields],
      rotation_frequency_days: secret.rotationFrequencyDays,
    })),
    placement: placementOf(environment),
    workload_bounds: {
      min_replicas: bounds.minReplicas,
      max_replicas: bounds.maxReplicas,
      autoscaler_max_replicas: bounds.autoscalerMaxReplicas,
      max_unavailable: bounds.maxUnavailable,
      max_surge_percent: bounds.maxSurgePercent,
    },
    access: {
      request_url: requestUrl(platform, name) ?? null,
      request_command: `npx lke-platform access grant --environment ${name} --role <role> --holder <who> --reason <text>`,
      roles: environment.accessPolicies.map(roleOf),
    },
    contacts: [...environment.owners],
    versions: {
      kubernetes: platform.cluster.kubernetesVersion,
      observability_chart: platform.observability.chartVersion,
    },
  };
}

const amounts = ({ cpu, memory }: ContainerResources = {}) => ({ cpu: cpu ?? null, memory: memory ?? null });

const containerOf = (range: LimitRange): ContractTerms['container'] => ({
  default_request: amounts(range.defaultRequest),
  default_limit: amounts(range.default),
  max: amounts(range.max),
});

function placementOf({ name, namespace, nodePools }: Environment): ContractTerms['placement'] {
  const { nodeSelector, tolerations } = schedulingOf(name);
  return {
    runtime_class_name: namespace,
    priority_class_name: priorityClassOf(name).name,
    node_selector: { ...nodeSelector },
    tolerations: tolerations.map((it) => ({ ...it })),
    pools: nodePools.map(poolOf),
  };
}

const poolOf = (pool: NodePool): ContractTerms['placement']['pools'][number] => ({
  name: pool.name,
  instance_type: pool.instanceType,
  nodes: pool.count,
  max_nodes: pool.maxCount ?? pool.count,
  labels: { ...pool.labels },
  tolerations: pool.taints
    .filter(({ key }) => key !== ENVIRONMENT_KEY)
    .map(({ key, value, effect }) => ({ key, operator: 'Equal', value: value ?? '', effect })),
});

const roleOf = (policy: AccessPolicy): ContractTerms['access']['roles'][number] => ({
  role: policy.role,
  max_duration: policy.maxDuration,
  approval: policy.approval,
  requires_incident_ticket: policy.requiresIncidentTicket,
  permissions: policy.permissions.map(({ apiGroups, resources, verbs }) => ({
    api_groups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
  })),
});
