import { Construct } from 'constructs';
import { ChartRelease } from '../chart-release';
import { CHARTS } from '../charts';
import { NamespacePolicies } from '../namespace-policies';
import { OptionalNamespace } from '../optional-namespace';
import type { Scheduling } from '../../model/derive/node-pool';
import { argoCdOpenings } from './network-policies';
import { argoCdValues } from './values';

/** It may come to new nodes, which have to pull every image first. */
const TIMEOUT_SECONDS = 900;
/** Network of all pods of LKE. */
const POD_NETWORK = '10.2.0.0/16';

export interface ArgoCdProps extends Scheduling {
  /** Address of the chart repository with argo-cd. */
  readonly repository: string;
  /** Name of the PriorityClass of its pods. */
  readonly priorityClassName: string;
}

/**
 * Argo CD, which brings to the cluster what stands in git. No module of its own: teams that use Terraform alone need none.
 * No password is made: its administrator is switched off.
 */
export class ArgoCd extends Construct {
  /** Name of the namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, { repository, priorityClassName, ...placement }: ArgoCdProps) {
    super(scope, id);
    this.namespace = new OptionalNamespace(this, 'namespace', {
      name: 'argocd',
      create: true,
      podSecurity: 'restricted',
    }).namespaceName;
    new NamespacePolicies(this, 'policy', { namespace: this.namespace, openings: argoCdOpenings(POD_NETWORK) });
    new ChartRelease(this, 'argo-cd', {
      chart: 'argo-cd',
      repository,
      version: CHARTS['argo-cd'].version,
      namespace: this.namespace,
      values: argoCdValues(placement, priorityClassName),
      extraValues: [],
      waitForPods: true,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
  }
}
