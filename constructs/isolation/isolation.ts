import { Release } from '@cdktf/provider-helm/lib/release';
import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { schedulingOf } from '../../model/derive/node-pool';
import type { EnvironmentName } from '../../model/entities/environment';
import { boundsNameOf, namespaceOf } from '../../model/naming';
import { LOCAL_CHARTS } from '../local-charts';
import { DEFAULT_PLACEMENT } from './default-placement';
import { DEPLOYMENT_POLICIES } from './deployment-policy';
import { PLACEMENT_POLICIES } from './placement-policy';
import { PRIORITY_POLICY } from './priority-policy';

/** Policies are a matter of seconds: nothing starts. */
const TIMEOUT_SECONDS = 300;
const KEPT_REVISIONS = 10;

export interface IsolationProps {
  /** Name of the namespace that the release is recorded in; what it brings is of the whole cluster. */
  readonly namespace: string;
  readonly environments: readonly EnvironmentName[];
}

/**
 * What keeps the pods of environments apart in the API server. A release of its own beside the fence around the accounts:
 * neither takes the other away when it fails.
 */
export class Isolation extends Construct {
  constructor(scope: Construct, id: string, { namespace, environments }: IsolationProps) {
    super(scope, id);
    const values = new TerraformLocal(this, 'policies', {
      policies: { ...PLACEMENT_POLICIES, ...PRIORITY_POLICY },
      mutatingPolicies: DEFAULT_PLACEMENT,
      boundedPolicies: DEPLOYMENT_POLICIES,
      bounds: Object.fromEntries(environments.map((name) => [namespaceOf(name), boundsNameOf(name)])),
      runtimeClasses: Object.fromEntries(environments.map((name) => [namespaceOf(name), schedulingOf(name)])),
    });
    new Release(this, 'release', {
      name: 'isolation',
      chart: LOCAL_CHARTS['admission-policies'],
      namespace,
      values: [Fn.yamlencode(values.expression)],
      atomic: true,
      timeout: TIMEOUT_SECONDS,
      maxHistory: KEPT_REVISIONS,
    });
  }
}
