import { LkeCluster as LkeClusterResource } from '@cdktf/provider-linode/lib/lke-cluster';
import { TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import { referencesTo } from '../inputs/references';
import { wireProps, type WireOf } from '../inputs/types';
import { dynamicBlock, entriesWhile, referenceTo, whenSet, whenTrue, withOneMore, written } from '../repeated';
import { DeletionLock, type Lockable } from './deletion-lock';
import { controlPlaneAcl, DUAL_STACK, LKE_CLUSTER_INPUTS, type LkeClusterProps } from './inputs';
import { NodePools } from './node-pools';
import { autoscaler, systemPool, taint } from './pool-inputs';

/**
 * An LKE cluster with the one pool that LKE demands, and further pools beside it.
 *
 * Neither its kubeconfig nor any other credential is an output: whoever may read the state has the kubeconfig there,
 * everybody else gets a token when it is needed (`lke-platform kube-credential`).
 */
export class LkeCluster extends Construct {
  /** Linode id of the cluster. */
  readonly clusterId: string;
  /** Address of the Kubernetes API. */
  readonly apiEndpoint: string;
  /** Certificate of the cluster's CA, PEM in base64. It is public. */
  readonly caCertificate: string;
  /** The cluster, for what reads it to depend on. */
  readonly resource: LkeClusterResource;
  /**
   * Linode id of the pool inside the cluster resource; null without one. After another type of the pool it is that of
   * the old one until the next apply.
   */
  readonly systemPoolId: string;
  /** Linode ids of the nodes of that pool. */
  readonly systemPoolInstanceIds: string;
  /** Name to Linode id of the further pools. */
  readonly nodePoolIds: string;
  /** Name to the Linode ids of the nodes of the further pools. */
  readonly nodePoolInstanceIds: string;

  constructor(scope: Construct, id: string, props: LkeClusterProps) {
    super(scope, id);
    const wire = wireProps(LKE_CLUSTER_INPUTS, props);
    const acl = wireProps(controlPlaneAcl.fields, props.controlPlaneAcl);

    const vpc = new TerraformResource(this, 'vpc', { terraformResourceType: 'terraform_data' });
    vpc.addOverride('input', placeInNetwork(wire));

    const cluster = new LkeClusterResource(this, 'this', {
      label: props.label,
      region: props.region,
      k8SVersion: props.kubernetesVersion,
      tier: wire.tier,
      tags: wire.tags,
      // The cluster would delete the pools beside it, were it not for their tag.
      externalPoolTags: withOneMore(wire.externalPoolTags, ENVIRONMENT_POOL_TAG),
      vpcId: wire.vpcId,
      subnetId: wire.subnetId,
      stackType: wire.stackType,
      controlPlane: {
        highAvailability: wire.highAvailability,
        auditLogsEnabled: wire.auditLogsEnabled,
      },
    });
    // The provider neither sends a changed VPC nor replaces the cluster, so that every plan would differ.
    cluster.addOverride('lifecycle.replace_triggered_by', [referenceTo(vpc)]);
    // The addresses are always there: the provider keeps those that are left out, and Linode refuses any while it is off.
    dynamicBlock(cluster, 'control_plane.acl', whenTrue(acl.managed), {
      enabled: acl.enabled,
      addresses: { ipv4: acl.ipv4, ipv6: acl.ipv6 },
    });
    dynamicBlock(cluster, 'pool', whenSet(wire.systemPool), systemPoolBlock());

    const kubeconfig = `nonsensitive(yamldecode(base64decode(${cluster.fqn}.kubeconfig)).clusters[0].cluster`;
    this.resource = cluster;
    this.clusterId = cluster.id;
    this.apiEndpoint = `\${${kubeconfig}.server)}`;
    this.caCertificate = `\${${kubeconfig}["certificate-authority-data"])}`;
    this.systemPoolId = `\${one(${cluster.fqn}.pool[*].id)}`;
    this.systemPoolInstanceIds = `\${flatten(${cluster.fqn}.pool[*].nodes[*].instance_id)}`;
    const pools = new NodePools(this, 'pool', {
      clusterId: Token.asNumber(cluster.id),
      pools: props.nodePools ?? {},
      tag: ENVIRONMENT_POOL_TAG,
      tier: wire.tier,
      kubernetesVersion: props.kubernetesVersion,
      deletionLock: wire.deletionLock,
    });
    this.nodePoolIds = pools.ids;
    this.nodePoolInstanceIds = pools.instanceIds;
    const { deletionLock } = wire;
    if (deletionLock !== false) {
      const inline = `${cluster.fqn}.pool`;
      this.lock('lock', 'lkecluster', `${cluster.fqn}.id`, `[${cluster.fqn}.id]`, deletionLock);
      // The state may list a pool that is to go, too.
      const first = `slice(${inline}[*].id, 0, min(1, length(${inline})))`;
      const only = isLiteral(wire.systemPool) ? `${inline}[0].id` : undefined;
      this.lock('system_pool_lock', 'lkenodepool', only, first, deletionLock);
    }
  }

  /** @param only the id, where it is known that there is one: what is written out keeps the address known */
  private lock(id: string, entityType: Lockable, only: string | undefined, ids: string, condition: unknown): void {
    const entityIds =
      condition === true && only !== undefined
        ? { this: `\${${only}}` }
        : entriesWhile(condition, `for id in ${ids} : "this" => id`);
    new DeletionLock(this, id, { entityType, entityIds });
  }
}

/** Whether a value is written out, neither missing nor a token. */
const isLiteral = (value: unknown) => typeof value === 'object' && value !== null && !Token.isUnresolved(value);

/** The block of the pool inside the cluster. */
function systemPoolBlock() {
  const pool = referencesTo(systemPool, 'pool.value');
  const { type, nodeCount, label, labels, tags, firewallId, taints, diskEncryption } = pool;
  return {
    type,
    // Null beside an autoscaler: a number would scale the pool back on every apply.
    count: nodeCount,
    label,
    labels,
    tags,
    firewall_id: firewallId,
    disk_encryption: diskEncryption,
    dynamic: {
      autoscaler: { for_each: whenSet(pool.autoscaler), content: referencesTo(autoscaler, 'autoscaler.value') },
      taint: { for_each: taints, content: referencesTo(taint, 'taint.value') },
    },
  };
}

/** What the provider would have to replace the cluster for. IPv4 alone is what a cluster has that says nothing. */
function placeInNetwork({ vpcId, subnetId, stackType }: WireOf<typeof LKE_CLUSTER_INPUTS>): unknown {
  const place = { vpc_id: vpcId, subnet_id: subnetId };
  if (!stackType || stackType === 'ipv4') return place;
  if (stackType === DUAL_STACK) return { ...place, stack_type: stackType };
  return written(
    (text) =>
      `merge({ vpc_id = ${text(vpcId)}, subnet_id = ${text(subnetId)} }, ` +
      `{ for type in [${text(stackType)}] : "stack_type" => type if type == "${DUAL_STACK}" })`,
  );
}
