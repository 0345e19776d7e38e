import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import { Construct } from 'constructs';
import { containerLimits } from '../environment/container-limits';

export interface BaselineLimitsProps {
  /** Name of the namespace. */
  readonly namespace: string;
  /** Most pods in it, those of a rollout included. */
  readonly pods: number;
  /** Ports of the one Service that may have a NodeBalancer, each of which takes a port of the nodes. @default 0, and no such Service */
  readonly loadBalancerPorts?: number;
}

/** For containers beside those that the charts say something of, such as the sidecars of Grafana. */
const CONTAINER = { defaultRequest: { cpu: '10m', memory: '32Mi' }, default: { memory: '1Gi' } };

/** Limits of a namespace of the baseline: only what says so has a public address, and it does not fill the cluster. */
export class BaselineLimits extends Construct {
  constructor(scope: Construct, id: string, { namespace, pods, loadBalancerPorts = 0 }: BaselineLimitsProps) {
    super(scope, id);
    new ResourceQuotaV1(this, 'quota', {
      metadata: { name: 'baseline', namespace },
      spec: {
        hard: {
          pods: String(pods),
          'services.loadbalancers': loadBalancerPorts > 0 ? '1' : '0',
          'services.nodeports': String(loadBalancerPorts),
        },
      },
    });
    new LimitRangeV1(this, 'limits', {
      metadata: { name: 'baseline', namespace },
      spec: { limit: [{ type: 'Container', ...containerLimits(CONTAINER) }] },
    });
  }
}
