import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Environment } from '../../model/derive/environment';
import { namespaceAnnotations } from '../../model/derive/namespace-annotations';
import { priorityClassOf } from '../../model/derive/priority-class';
import type { EnvironmentName } from '../../model/entities/environment';
import { ENVIRONMENT_KEY, LABEL_DOMAIN } from '../../model/naming';
import { NamedPriority } from '../isolation/priority-class';
import { NamespacePolicies } from '../namespace-policies';
import { containerLimits } from './container-limits';
import { environmentOpenings } from './network-policies';

export interface EnvironmentNamespaceProps {
  /** Name of the platform, a label of the namespace. */
  readonly platform: string;
  readonly environment: Environment;
  /** Environments that let this one in. */
  readonly allowTo: readonly EnvironmentName[];
  /**
   * The nodes of its pods. They go after it: pods of a node that is gone are not known to have ended, and the namespace
   * would wait for them and for their volumes.
   */
  readonly nodes?: ITerraformDependable;
}

/** Namespace of an environment with its limits and network policies. */
export class EnvironmentNamespace extends Construct {
  /** Name of the namespace, known once it exists. */
  readonly name: string;

  constructor(scope: Construct, id: string, { platform, environment, allowTo, nodes }: EnvironmentNamespaceProps) {
    super(scope, id);
    const namespace = new NamespaceV1(this, 'this', {
      ...(nodes && { dependsOn: [nodes] }),
      metadata: {
        name: environment.namespace,
        labels: namespaceLabels(platform, environment),
        annotations: asLiterals(namespaceAnnotations(environment)),
      },
    });
    this.name = namespace.metadata.name;

    new NamedPriority(this, 'priority', priorityClassOf(environment.name));
    new ResourceQuotaV1(this, 'quota', {
      metadata: { name: 'environment', namespace: this.name },
      spec: { hard: hardLimits(environment) },
    });
    new LimitRangeV1(this, 'limits', {
      metadata: { name: 'environment', namespace: this.name },
      spec: { limit: [{ type: 'Container', ...containerLimits(environment.limitRange) }] },
    });
    new NamespacePolicies(this, 'policy', {
      namespace: this.name,
      openings: environmentOpenings({ ...environment.networkPolicy, allowTo }),
    });
  }
}

/** The label `lke-platform.io/status` is not among them: it belongs to the lifecycle. */
function namespaceLabels(platform: string, { name, labels }: Environment): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'terraform',
    [`${LABEL_DOMAIN}/platform`]: platform,
    [ENVIRONMENT_KEY]: name,
    ...podSecurity(name),
    ...labels,
  };
}

/**
 * Levels of the Pod Security Standards. Applications keep to `restricted`. What only a node's administrator may do, such
 * as a driver of a GPU, is for `system`, and even there not without a namespace of its own.
 */
const podSecurity = (name: EnvironmentName) => ({
  'pod-security.kubernetes.io/enforce': name === 'system' ? 'baseline' : 'restricted',
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
});

/** Texts as Terraform takes them for themselves: `${` and `%{` would begin an expression. */
const asLiterals = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, text.replace(/[$%](?=\{)/g, (sign) => sign + sign)]),
  );

function hardLimits({ quota }: Environment): Record<string, string> {
  return {
    'requests.cpu': quota.cpu,
    'requests.memory': quota.memory,
    'limits.memory': quota.memory,
    pods: String(quota.pods),
    'services.loadbalancers': String(quota.loadBalancers),
    // A Service of type LoadBalancer takes a node port for each of its ports.
    ...(quota.loadBalancers === 0 && { 'services.nodeports': '0' }),
  };
}
