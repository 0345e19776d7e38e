import { LkeNodePool } from '@cdktf/provider-linode/lib/lke-node-pool';
import { Construct } from 'constructs';
import { map } from '../inputs/types';
import { dynamicBlock, eachList, eachMap, eachNumber, eachValue, forEach, withOneMore } from '../repeated';
import { nodePool } from './inputs';

/** Type of the worker pools of {@link NodePools}. */
const NODE_POOLS = map(nodePool);

export interface NodePoolsProps {
  /** Id of the cluster. */
  readonly clusterId: number;
  /** Pools by name, or a token. A name is part of the Terraform address. */
  readonly pools: Parameters<typeof NODE_POOLS.wire>[0];
  /** Linode tag that every pool gets beside its own. @default - none */
  readonly tag?: string;
}

/** Worker pools kept outside of the cluster resource, each at an address of its own. */
export class NodePools extends Construct {
  /** Pool name to Linode id. */
  readonly ids: string;
  /** The pools, for what stands on their nodes to depend on. */
  readonly resource: LkeNodePool;

  constructor(scope: Construct, id: string, props: NodePoolsProps) {
    super(scope, id);
    this.resource = new LkeNodePool(this, 'this', {
      clusterId: props.clusterId,
      type: eachValue('type'),
      // Null beside an autoscaler: a number would fight it on every plan.
      nodeCount: eachNumber('node_count'),
      label: eachValue('label'),
      labels: eachMap('labels'),
      tags: props.tag === undefined ? eachList('tags') : (withOneMore(eachValue('tags'), props.tag) as string[]),
      firewallId: eachNumber('firewall_id'),
      k8SVersion: eachValue('kubernetes_version'),
      updateStrategy: eachValue('update_strategy'),
    });
    forEach(this.resource, NODE_POOLS.wire(props.pools));
    dynamicBlock(this.resource, 'autoscaler', '${each.value.autoscaler[*]}', {
      min: '${autoscaler.value.min}',
      max: '${autoscaler.value.max}',
    });
    dynamicBlock(this.resource, 'taint', eachValue('taints'), {
      key: '${taint.value.key}',
      value: '${taint.value.value}',
      effect: '${taint.value.effect}',
    });
    this.ids = `\${{ for name, pool in ${this.resource.fqn} : name => pool.id }}`;
  }
}
