import { LkeNodePool } from '@cdktf/provider-linode/lib/lke-node-pool';
import { TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { each, referencesTo } from '../inputs/references';
import { map } from '../inputs/types';
import { dynamicBlock, entriesWhile, forEach, whenSet, withOneMore, written } from '../repeated';
import { DeletionLock } from './deletion-lock';
import type { LkeClusterProps } from './inputs';
import { autoscaler, nodePool, taint } from './pool-inputs';

/** Type of the worker pools of {@link NodePools}. */
const NODE_POOLS = map(nodePool);

/** What is known of a pool once its literal was written out. */
type Written = Readonly<Record<string, Readonly<Record<'node_count' | 'autoscaler', unknown>>>>;

export interface NodePoolsProps {
  /** Id of the cluster. */
  readonly clusterId: number;
  /** Pools by name, or a token. A name is part of the Terraform address. */
  readonly pools: NonNullable<LkeClusterProps['nodePools']>;
  /** Linode tag that every pool gets beside its own. @default - none */
  readonly tag?: string;
  /** Tier of the cluster, or a token. @default - the standard one */
  readonly tier?: string | undefined;
  /** Version of Kubernetes of the cluster, which its pools have on the enterprise tier. @default - none */
  readonly kubernetesVersion?: string;
  /** Whether Linode refuses to delete the pools, whoever asks; may be a token. @default false */
  readonly deletionLock?: unknown;
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
    const pool = each(nodePool);
    const pools = NODE_POOLS.wire(props.pools);
    this.resource = new LkeNodePool(this, 'this', {
      clusterId: props.clusterId,
      type: pool.type,
      label: pool.label,
      labels: pool.labels,
      tags: tag === undefined ? pool.tags : withOneMore(pool.tags, tag),
      firewallId: pool.firewallId,
      diskEncryption: pool.diskEncryption,
      k8SVersion: onEnterprise(tier, pool.kubernetesVersion, kubernetesVersion),
      updateStrategy: onEnterprise(tier, pool.updateStrategy, 'on_recycle'),
    });
    this.resource.addOverride('node_count', this.nodeCount(pools));
    forEach(this.resource, pools);
    dynamicBlock(this.resource, 'autoscaler', whenSet(pool.autoscaler), referencesTo(autoscaler, 'autoscaler.value'));
    dynamicBlock(this.resource, 'taint', pool.taints, referencesTo(taint, 'taint.value'));
    const ids = `for name, pool in ${this.resource.fqn} : name => pool.id`;
    this.ids = `\${{ ${ids} }}`;
    this.instanceIds = `\${{ for name, pool in ${this.resource.fqn} : name => pool.nodes[*].instance_id }}`;
    const { deletionLock = false } = props;
    if (deletionLock !== false) {
      // What is written out keeps the addresses known before an apply.
      const entityIds =
        deletionLock === true && isWritten(pools)
          ? Object.fromEntries(Object.keys(pools).map((name) => [name, `\${${this.resource.fqn}["${name}"].id}`]))
          : entriesWhile(deletionLock, ids);
      new DeletionLock(this, 'lock', { entityType: 'lkenodepool', entityIds });
    }
  }

  /**
   * Beside an autoscaler, a number would fight it in every plan. There it counts in the apply that makes the pool and
   * is null from then on, which leaves the number as it is. A note of the time of that apply tells the two apart.
   */
  private nodeCount(pools: unknown): unknown {
    const begun = beginsWithNumber(pools);
    if (begun === undefined) return each(nodePool).nodeCount;
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
  if (isWritten(pools)) {
    const names = Object.entries(pools).flatMap(([name, { node_count: count, autoscaler }]) =>
      count !== null && autoscaler !== null ? [[name, true] as const] : [],
    );
    return names.length > 0 ? Object.fromEntries(names) : undefined;
  }
  return written(
    (text) =>
      `{ for name, pool in ${text(pools)} : name => true if pool.node_count != null && pool.autoscaler != null }`,
  );
}

const isWritten = (pools: unknown): pools is Written =>
  typeof pools === 'object' && pools !== null && !('resolve' in pools);

/** A field that the provider keeps as it was when it is left out; the enterprise tier alone has it. */
function onEnterprise(tier: string | undefined, field: string | undefined, otherwise: string | undefined) {
  if (!tier || tier === 'standard' || otherwise === undefined) return field;
  const value = (text: (value: unknown) => string) => `coalesce(${text(field)}, ${text(otherwise)})`;
  if (tier === 'enterprise') return Token.asString(written((text) => value(text)));
  return Token.asString(written((text) => `${text(tier)} == "enterprise" ? ${value(text)} : null`));
}
