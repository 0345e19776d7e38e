import { LkeCluster as LkeClusterResource } from '@cdktf/provider-linode/lib/lke-cluster';
import { TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import { wireProps } from '../inputs/types';
import { dynamicBlock, referenceTo, whenSet, whenTrue, withOneMore } from '../repeated';
import { ACL_FIELDS, LKE_CLUSTER_INPUTS, SYSTEM_POOL_FIELDS, type LkeClusterProps } from './inputs';
import { NodePools } from './node-pools';

type ObjectProps<K extends keyof LkeClusterProps> = Exclude<LkeClusterProps[K], { resolve: unknown } | undefined>;

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
  /** Linode id of the pool inside the cluster resource. */
  readonly systemPoolId: string;
  /** Name to Linode id of the further pools. */
  readonly nodePoolIds: string;

  constructor(scope: Construct, id: string, props: LkeClusterProps) {
    super(scope, id);
    const wire = wireProps(LKE_CLUSTER_INPUTS, props);
    const pool = wireProps(SYSTEM_POOL_FIELDS, props.systemPool as ObjectProps<'systemPool'>);
    const acl = wireProps(ACL_FIELDS, props.controlPlaneAcl as ObjectProps<'controlPlaneAcl'>);

    const vpc = new TerraformResource(this, 'vpc', { terraformResourceType: 'terraform_data' });
    vpc.addOverride('input', { vpc_id: wire.vpcId, subnet_id: wire.subnetId });

    const cluster = new LkeClusterResource(this, 'this', {
      label: props.label,
      region: props.region,
      k8SVersion: props.kubernetesVersion,
      tier: wire.tier as string,
      tags: wire.tags as string[],
      // The cluster would delete the pools beside it, were it not for their tag.
      externalPoolTags: withOneMore(wire.externalPoolTags, ENVIRONMENT_POOL_TAG) as string[],
      vpcId: wire.vpcId as number,
      subnetId: wire.subnetId as number,
      controlPlane: {
        highAvailability: wire.highAvailability as boolean,
        auditLogsEnabled: wire.auditLogsEnabled as boolean,
        acl: { enabled: acl.enabled as boolean },
      },
      pool: [
        {
          type: pool.type as string,
          // Null beside an autoscaler: a number would scale the pool back on every apply.
          count: pool.nodeCount as number,
          label: pool.label as string,
          labels: pool.labels as Record<string, string>,
          tags: pool.tags as string[],
          firewallId: pool.firewallId as number,
        },
      ],
    });
    // The provider neither sends a changed VPC nor replaces the cluster, so that every plan would differ.
    cluster.addOverride('lifecycle.replace_triggered_by', [referenceTo(vpc)]);
    // Linode refuses addresses while the ACL is off.
    dynamicBlock(cluster, 'control_plane.acl.addresses', whenTrue(acl.enabled), { ipv4: acl.ipv4, ipv6: acl.ipv6 });
    dynamicBlock(cluster, 'pool.0.autoscaler', whenSet(pool.autoscaler), {
      min: '${autoscaler.value.min}',
      max: '${autoscaler.value.max}',
    });
    dynamicBlock(cluster, 'pool.0.taint', pool.taints, {
      key: '${taint.value.key}',
      value: '${taint.value.value}',
      effect: '${taint.value.effect}',
    });

    const kubeconfig = `nonsensitive(yamldecode(base64decode(${cluster.fqn}.kubeconfig)).clusters[0].cluster`;
    this.clusterId = cluster.id;
    this.apiEndpoint = `\${${kubeconfig}.server)}`;
    this.caCertificate = `\${${kubeconfig}["certificate-authority-data"])}`;
    this.systemPoolId = `\${${cluster.fqn}.pool[0].id}`;
    this.nodePoolIds = new NodePools(this, 'pool', {
      clusterId: Token.asNumber(cluster.id),
      pools: props.nodePools ?? {},
      tag: ENVIRONMENT_POOL_TAG,
    }).ids;
  }
}
