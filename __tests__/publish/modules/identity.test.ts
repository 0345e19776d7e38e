import { release } from '@lke-platform/stand-ins/helm/release-type';
import { domain } from '@lke-platform/stand-ins/linode/provider/domain';
import { lkeCluster } from '@lke-platform/stand-ins/linode/provider/lke-cluster';
import { lkeNodePool } from '@lke-platform/stand-ins/linode/provider/lke-node-pool';
import { objectStorageBucket } from '@lke-platform/stand-ins/linode/provider/object-storage-bucket';
import { vpc } from '@lke-platform/stand-ins/linode/provider/vpc';
import { vpcSubnet } from '@lke-platform/stand-ins/linode/provider/vpc-subnet';
import { MODULES } from '../../../publish/modules/all';
import { REPLACING_ARGUMENTS, identityOf } from '../../../publish/modules/identity';
import { synthesizeModule } from '../../../publish/modules/synthesize';

const STAND_INS = {
  helm_release: release,
  linode_domain: domain,
  linode_lke_cluster: lkeCluster,
  linode_lke_node_pool: lkeNodePool,
  linode_object_storage_bucket: objectStorageBucket,
  linode_vpc: vpc,
  linode_vpc_subnet: vpcSubnet,
};

describe('what replaces a resource', () => {
  it.each(MODULES)('is known of every type in $name', (definition) => {
    const types = Object.keys(synthesizeModule(definition).resource);

    expect(types.filter((type) => !(type in REPLACING_ARGUMENTS))).toEqual([]);
  });

  it.each(Object.entries(STAND_INS))('is for %s what its provider replaces it for', (type, { replacedBy = [] }) => {
    expect([...(REPLACING_ARGUMENTS[type] ?? [])].sort()).toEqual([...replacedBy].sort());
  });

  it('is written as expressions, also of an argument within a block', () => {
    const resources = {
      kubernetes_namespace_v1: { namespace: { metadata: { name: '${var.namespace}' } } },
      helm_release: { loki: { name: 'loki', namespace: 'monitoring', version: '1.0.0' } },
      linode_firewall: { firewall: { label: 'shop' } },
    };

    expect(identityOf(resources)).toEqual({
      'kubernetes_namespace_v1.namespace': { 'metadata.name': 'var.namespace' },
      'helm_release.loki': { name: '"loki"', namespace: '"monitoring"' },
      'linode_firewall.firewall': {},
    });
  });

  it('has to be said of a new type', () => {
    expect(() => identityOf({ linode_volume: { data: {} } })).toThrow(/publish\/modules\/identity\.ts/);
  });
});
