import { holds } from '../condition';
import * as conditions from '../conditions';
import { enterpriseKubernetesVersion, standardKubernetesVersion } from '../constraints';
import type { Rule } from './rule';
import { entriesOf, poolsOf } from './walk';

export const kubernetesVersionForm: Rule = {
  id: 'kubernetes-version-form',
  about: 'The Kubernetes version has the form of its tier',
  source: 'Linode API, GET /lke/versions',
  check({ cluster }, report) {
    if (cluster?.kubernetesVersion === undefined || cluster.tier === undefined) return;
    if (holds(conditions.versionOfEnterprise, cluster) && holds(conditions.versionOfStandard, cluster)) return;
    const form = cluster.tier === 'enterprise' ? enterpriseKubernetesVersion : standardKubernetesVersion;
    const minor = /^v?(1\.\d{2})\b/.exec(cluster.kubernetesVersion)?.[1] ?? '1.34';
    report(['cluster', 'kubernetesVersion'], {
      what: `"${cluster.kubernetesVersion}" is no Kubernetes version of the ${cluster.tier} tier`,
      allowed: form.allowed,
      fix: cluster.tier === 'enterprise' ? 'write for example "v1.33.6+lke7"' : `write "${minor}"`,
    });
  },
};

export const enterpriseOnly: Rule = {
  id: 'enterprise-only',
  about: 'What only LKE Enterprise has is left out on the standard tier',
  source: 'Linode API (LKE Enterprise); docs/linode-notes.md',
  check(draft, report) {
    const { cluster, network } = draft;
    if (cluster?.tier === undefined) return;
    const { tier, auditLogs } = cluster;
    const refuse = (path: readonly (string | number)[], what: string) => {
      report(path, {
        what,
        allowed: 'nothing here on the standard tier',
        fix: `remove it, or write cluster.tier: enterprise`,
      });
    };
    if (!holds(conditions.vpcOnEnterprise, { tier, vpcId: network?.vpc }))
      refuse(['network', 'vpc'], 'a cluster of the standard tier cannot join a VPC');
    if (!holds(conditions.auditLogsOnEnterprise, { tier, auditLogsEnabled: auditLogs }))
      refuse(['cluster', 'auditLogs'], 'the standard tier has no audit logs');
    if (tier === 'standard' && network?.firewall?.attachedTo === 'node-pools') {
      report(['network', 'firewall', 'attachedTo'], {
        what: 'Terraform cannot attach a firewall to the pools of the standard tier',
        allowed: 'nodebalancer or cloud-firewall-controller',
        fix: 'write attachedTo: nodebalancer',
      });
    }
    for (const { path, pool } of poolsOf(draft)) {
      const inputs = { tier, nodePools: [pool] };
      if (!holds(conditions.poolFieldOnEnterprise('kubernetesVersion'), inputs))
        refuse([...path, 'kubernetesVersion'], 'a pool of the standard tier has the version of its cluster');
      if (!holds(conditions.poolFieldOnEnterprise('updateStrategy'), inputs))
        refuse([...path, 'updateStrategy'], 'a pool of the standard tier has no update strategy');
    }
  },
};

export const firstPoolFollowsCluster: Rule = {
  id: 'first-pool-follows-cluster',
  about: 'The first pool of system takes version and update strategy from the cluster',
  source: 'docs/linode-notes.md (the provider does not send them for an inline pool, and then re-creates it)',
  check(draft, report) {
    for (const { environment, index, path, pool } of poolsOf(draft)) {
      if (environment !== 'system' || index !== 0) continue;
      for (const key of ['kubernetesVersion', 'updateStrategy'] as const) {
        if (pool[key] === undefined || draft.cluster?.tier !== 'enterprise') continue;
        report([...path, key], {
          what: `the first pool of system takes no ${key}: the provider would re-create it on the next apply`,
          allowed: 'nothing here; every other pool may have it',
          fix: `remove ${key}`,
        });
      }
    }
  },
};

const OPEN_TO_ALL = {
  severity: 'warning',
  what: 'the Kubernetes API is open to the whole internet',
  fix: 'list the networks of your engineers and of your CI',
} as const;

export const controlPlaneAccess: Rule = {
  id: 'control-plane-acl',
  about: 'The control-plane ACL names networks where it is on, and none where it is off',
  source: 'Linode API, PUT /lke/clusters/{id}/control_plane_acl',
  check({ cluster }, report) {
    const acl = cluster?.controlPlaneAcl;
    if (acl?.ipv4 === undefined || acl.ipv6 === undefined) return;
    const path = ['cluster', 'controlPlaneAcl'];
    const tier = cluster?.tier;
    if (acl.enabled === false && !holds(conditions.enterpriseHasAcl, { tier, controlPlaneAcl: acl })) {
      report([...path, 'enabled'], {
        what: 'LKE Enterprise does not work without a control-plane ACL',
        allowed: 'true, with at least one network',
        fix: 'write enabled: true and list your networks',
      });
    } else if (!holds(conditions.aclListsNone, acl)) {
      report([...path, 'enabled'], {
        what: 'the ACL is off, but lists networks; Linode refuses that',
        allowed: 'true with networks, or false without',
        fix: 'write enabled: true, or remove the networks',
      });
    } else if (!holds(conditions.aclListsNetworks, acl)) {
      report(path, {
        what: 'the ACL is on, but lists no network, so that nobody reaches the Kubernetes API',
        allowed: 'at least one network in ipv4 or ipv6, or enabled: false',
        fix: 'list the networks of your engineers and of your CI, such as ipv4: [203.0.113.0/24]',
      });
    } else if (acl.enabled === false) {
      report([...path, 'enabled'], { ...OPEN_TO_ALL, allowed: 'true with networks is safer' });
    }
    for (const key of ['ipv4', 'ipv6'] as const) {
      for (const { path: at, entry } of entriesOf([...path, key], acl[key])) {
        if (entry.endsWith('/0')) report(at, { ...OPEN_TO_ALL, allowed: 'a smaller network is safer' });
      }
    }
  },
};

export const enterpriseIsHighlyAvailable: Rule = {
  id: 'enterprise-ha',
  about: 'LKE Enterprise always has a redundant control plane',
  source: 'Linode API, POST /lke/clusters',
  check({ cluster }, report) {
    if (cluster?.highAvailability === undefined || holds(conditions.enterpriseIsRedundant, cluster)) return;
    report(['cluster', 'highAvailability'], {
      what: 'the control plane of LKE Enterprise is always redundant',
      allowed: 'true',
      fix: 'remove highAvailability',
    });
  },
};
