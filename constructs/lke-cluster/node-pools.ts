import { LkeNodePool } from '@cdktf/provider-linode/lib/lke-node-pool';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { map } from '../inputs/types';
import { dynamicBlock, eachList, eachMap, eachNumber, eachValue, forEach, withOneMore, written } from '../repeated';
import { nodePool } from './inputs';

/** Type of the worker pools of {@link NodePools}. */
const NODE_POOLS = map(nodePool);

/** What is known of a pool once its literal was written out. */
type Written = Readonly<Record<string, Readonly<Record<'node_count' | 'autoscaler', unknown>>>>;

export interface NodePoolsProps {
  /** Id of the cluster. */
  readonly clusterId: number;
  /** Pools by name, or a token. A name is part of the Terraform address. */
  readonly pools: Parameters<typeof NODE_POOLS.wire>[0];
  /** Linode tag that every pool gets beside its own. @default - none */
  readonly tag?: string;
  /** Tier of the cluster, or a token. @default - the standard one */
  readonly tier?: unknown;
  /** Version of Kubernetes of the cluster, which its pools have on the enterprise tier. @default - none */
  readonly kubernetesVersion?: unknown;
}

/** Worker pools kept outside of the cluster resource, each at an address of its own. */
export class NodePools extends Construct {
  /** Pool name to Linode id. */
  readonly ids: string;
  /** Pool name to the Linode ids of its nodes. */
  readonly instanceIds: string;
  /** The pools, for what stands on their nodes to depend on. */
  readonly resource: LkeNodePool;

  constructor(scope: Construct, id: string, props: NodePoolsProps) {
    super(scope, id);
    const { tier, kubernetesVersion, tag } = props;
    const pools = NODE_POOLS.wire(props.pools);
    this.resource = new LkeNodePool(this, 'this', {
      clusterId: props.clusterId,
      type: eachValue('type'),
      label: eachValue('label'),
      labels: eachMap('labels'),
      tags: tag === undefined ? eachList('tags') : (withOneMore(eachValue('tags'), tag) as string[]),
      firewallId: eachNumber('firewall_id'),
      k8SVersion: onEnterprise(tier, 'kubernetes_version', kubernetesVersion) as string,
      updateStrategy: onEnterprise(tier, 'update_strategy', 'on_recycle') as string,
    });
    this.resource.addOverride('node_count', this.nodeCount(pools));
    forEach(this.resource, pools);
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
    this.instanceIds = `\${{ for name, pool in ${this.resource.fqn} : name => pool.nodes[*].instance_id }}`;
  }

  /**
   * Beside an autoscaler, a number would fight it in every plan. There it counts in the apply that makes the pool and
   * is null from then on, which leaves the number as it is. A note of the time of that apply tells the two apart.
   */
  private nodeCount(pools: unknown): unknown {
    const begun = beginsWithNumber(pools);
    if (begun === undefined) return eachValue('node_count');
    const note = new TerraformResource(this, 'begun', { terraformResourceType: 'terraform_data' });
    forEach(note, begun);
    note.addOverride('input', '${plantimestamp()}');
    note.addOverride('lifecycle.ignore_changes', ['input']);
    return (
      '${each.value.autoscaler == null ? each.value.node_count : ' +
      `try(${note.fqn}[each.key].output == plantimestamp() ? each.value.node_count : null, null)}`
    );
  }
}

/** Names of the pools that have both a number and an autoscaler; undefined where it is known that none has. */
function beginsWithNumber(pools: unknown): unknown {
  if (typeof pools === 'object' && pools !== null && !('resolve' in pools)) {
    const names = Object.entries(pools as Written).flatMap(([name, { node_count: count, autoscaler }]) =>
      count !== null && autoscaler !== null ? [[name, true] as const] : [],
    );
    return names.length > 0 ? Object.fromEntries(names) : undefined;
  }
  return written(
    (text) =>
      `{ for name, pool in ${text(pools)} : name => true if pool.node_count != null && pool.autoscaler != null }`,
  );
}

/** A field that the provider keeps as it was when it is left out; the enterprise tier alone has it. */
function onEnterprise(tier: unknown, field: string, otherwise: unknown): unknown {
  const value = (text: (value: unknown) => string) => `coalesce(each.value.${field}, ${text(otherwise)})`;
  if (tier === 'enterprise' && otherwise !== undefined) return written((text) => value(text));
  if (tier === undefined || tier === null || tier === 'standard' || otherwise === undefined) return eachValue(field);
  return written((text) => `${text(tier)} == "enterprise" ? ${value(text)} : null`);
}
