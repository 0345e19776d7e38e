import { fits } from '../limit';
import { enterpriseKubernetesVersion, standardKubernetesVersion } from '../limits';
import type { Rule } from './rule';
import * as shared from './shared';
import { entriesOf, poolsOf } from './walk';

export const kubernetesVersionForm: Rule = {
  id: 'kubernetes-version-form',
  about: 'The Kubernetes version has the form of its tier',
  source: 'Linode API, GET /lke/versions',
  check({ cluster }, report) {
    const { kubernetesVersion: version, tier } = cluster ?? {};
    if (version === undefined || tier === undefined) return;
    if (shared.versionOfStandard.holds(tier, version) && shared.versionOfEnterprise.holds(tier, version)) return;
    const isEnterprise = tier === 'enterprise';
    const [form, other] = isEnterprise
      ? [enterpriseKubernetesVersion, standardKubernetesVersion]
      : [standardKubernetesVersion, enterpriseKubernetesVersion];
    const minor = /^v?(1\.\d{2})\b/.exec(version)?.[1] ?? '1.34';
    const write = isEnterprise ? 'write for example "v1.33.6+lke7"' : `write "${minor}"`;
    const otherTier = `or write cluster.tier: ${isEnterprise ? 'standard' : 'enterprise'}, whose versions look like this`;
    report(['cluster', 'kubernetesVersion'], {
      what: `"${version}" is not a Kubernetes version of the ${tier} tier`,
      allowed: form.allowed,
      fix: fits(other, version) ? `${write}, ${otherTier}` : write,
    });
  },
};

export const enterpriseOnly: Rule = {
  id: 'enterprise-only',
  about: 'What only LKE Enterprise has is left out on the standard tier',
  source: 'LKE Enterprise; docs/linode-notes.md',
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
    if (!shared.onlyOnEnterprise.holds(tier, network?.vpc))
      refuse(['network', 'vpc'], 'a cluster of the standard tier cannot join a VPC');
    if (!shared.auditLogsOnEnterprise.holds(tier, auditLogs))
      refuse(['cluster', 'auditLogs'], 'the standard tier has no audit logs');
    if (tier === 'standard' && network?.firewall?.attachedTo === 'node-pools') {
      report(['network', 'firewall', 'attachedTo'], {
        what: 'a pool of the standard tier takes no firewall',
        allowed: 'nodebalancer or cloud-firewall-controller',
        fix: 'write attachedTo: nodebalancer',
      });
    }
    for (const { path, pool } of poolsOf(draft)) {
      if (!shared.onlyOnEnterprise.holds(tier, pool.kubernetesVersion))
        refuse([...path, 'kubernetesVersion'], 'a pool of the standard tier has the version of its cluster');
      if (!shared.onlyOnEnterprise.holds(tier, pool.updateStrategy))
        refuse([...path, 'updateStrategy'], 'a pool of the standard tier has no update strategy');
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
    if (acl.enabled === false && !shared.enterpriseHasAcl.holds(tier, acl.enabled)) {
      report([...path, 'enabled'], {
        what: 'LKE Enterprise does not work without a control-plane ACL',
        allowed: 'true, with at least one network',
        fix: 'write enabled: true and list your networks',
      });
    } else if (!shared.aclListsNone.holds(acl.enabled, acl.ipv4, acl.ipv6)) {
      report([...path, 'enabled'], {
        what: 'the ACL is off, but lists networks; Linode refuses that',
        allowed: 'true with networks, or false without',
        fix: 'write enabled: true, or remove the networks',
      });
    } else if (!shared.aclListsNetworks.holds(acl.enabled, acl.ipv4, acl.ipv6)) {
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
    const { tier, highAvailability } = cluster ?? {};
    if (shared.enterpriseIsRedundant.holds(tier, highAvailability)) return;
    report(['cluster', 'highAvailability'], {
      what: 'the control plane of LKE Enterprise is always redundant',
      allowed: 'true',
      fix: 'remove highAvailability',
    });
  },
};
