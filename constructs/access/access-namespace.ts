import { Release } from '@cdktf/provider-helm/lib/release';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import { Fn, TerraformLocal, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { LifecyclePolicy } from '../../model/lifecycle/admission/policy';
import { ACCESS_NAMESPACE, GATE_RELEASE, LABEL_DOMAIN } from '../../model/naming';
import { LOCAL_CHARTS } from '../local-charts';
import { NamespacePolicies } from '../namespace-policies';
import { FENCE } from './fence';
import { LASTING_TOKENS } from './lasting-tokens';
import { NAMESPACE_END } from './namespace-end';
import { NAMESPACE_LABELS } from './namespace-labels';

/** Policies are a matter of seconds: nothing starts. */
const TIMEOUT_SECONDS = 300;
const KEPT_REVISIONS = 10;

/**
 * The namespace of the accounts that roles act as, and of their grants, fenced in: nothing runs there, and no token
 * leaves it that cannot be revoked.
 */
export class AccessNamespace extends Construct {
  /** Name of the namespace, known once it exists. */
  readonly name: string;
  /** What has to be there before the first account is. */
  readonly fence: ITerraformDependable;

  /**
   * @param platform name of the platform, a label of the namespace
   * @param lifecycle the policies that the lifecycle of environments rests on
   */
  constructor(
    scope: Construct,
    id: string,
    { platform, lifecycle }: { platform: string; lifecycle: Readonly<Record<string, LifecyclePolicy>> },
  ) {
    super(scope, id);
    const namespace = new NamespaceV1(this, 'this', {
      metadata: {
        name: ACCESS_NAMESPACE,
        labels: {
          'app.kubernetes.io/managed-by': 'terraform',
          [`${LABEL_DOMAIN}/platform`]: platform,
          'pod-security.kubernetes.io/enforce': 'restricted',
        },
      },
    });
    this.name = namespace.metadata.name;
    // Holds even while the policies are gone, as during an upgrade of their release that failed.
    new ResourceQuotaV1(this, 'quota', {
      metadata: { name: 'nothing-runs-here', namespace: namespace.metadata.name },
      spec: { hard: { pods: '0' } },
    });
    new NamespacePolicies(this, 'policy', { namespace: namespace.metadata.name, openings: {} });
    const values = new TerraformLocal(this, 'policies', {
      policies: { ...FENCE, ...LASTING_TOKENS, ...NAMESPACE_LABELS, ...NAMESPACE_END, ...lifecycle },
    });
    this.fence = new Release(this, 'fence', {
      name: GATE_RELEASE,
      chart: LOCAL_CHARTS['admission-policies'],
      namespace: namespace.metadata.name,
      values: [Fn.yamlencode(values.expression)],
      atomic: true,
      timeout: TIMEOUT_SECONDS,
      maxHistory: KEPT_REVISIONS,
    });
  }
}
