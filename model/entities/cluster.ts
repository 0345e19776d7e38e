import { z } from 'zod';
import * as limits from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { ipv4Cidr, ipv6Cidr, text } from '../values';

/** Tiers of LKE. */
export const TIERS = ['standard', 'enterprise'] as const;
export type Tier = (typeof TIERS)[number];

/** Most nodes of one pool, by tier (Cloud Manager's constants; the API says the same). */
export const POOL_MAX_NODES = { standard: 100, enterprise: 500 } as const satisfies Record<
  (typeof TIERS)[number],
  number
>;

/** Most nodes of a cluster of the standard tier. For the enterprise tier Linode names no such limit. */
export const CLUSTER_MAX_NODES = 250;

const controlPlaneAcl = entity({
  name: 'ControlPlaneAcl',
  about: 'Networks from which the Kubernetes API may be reached.',
  desired: {
    enabled: documented(z.boolean().default(true), {
      about: 'Whether only the listed networks reach the Kubernetes API',
      allowed: 'true or false; true on the enterprise tier',
      source: 'Linode API, PUT /lke/clusters/{id}/control_plane_acl',
    }),
    ipv4: documented(z.array(ipv4Cidr).default([]), {
      about: 'IPv4 networks',
      allowed: 'a list of networks in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32',
      source: 'docs/linode-notes.md (the API stores a bare address with /32, so that every plan would differ)',
    }),
    ipv6: documented(z.array(ipv6Cidr).default([]), {
      about: 'IPv6 networks',
      allowed: 'a list of networks in CIDR notation without host bits, such as 2001:db8::/32 or 2001:db8::1/128',
      source: 'docs/linode-notes.md (the API stores a bare address with /128, so that every plan would differ)',
    }),
  },
});

/** The shared LKE cluster. */
export const cluster = entity({
  name: 'Cluster',
  about: 'The LKE cluster that all environments share.',
  desired: {
    label: documented(text(limits.clusterLabel).optional(), {
      about: 'Label of the cluster at Linode',
      allowed: limits.clusterLabel.allowed,
      default: "the platform's name",
      source: limits.clusterLabel.source,
    }),
    region: documented(text(limits.regionId), {
      about: 'Linode region; it cannot be changed without a new cluster',
      allowed: 'a region of the catalogue, such as nl-ams',
      fix: 'choose a region of the table in docs/linode-notes.md, or declare a new one in catalogue.regions',
      source: 'Linode API, GET /regions',
    }),
    // Two digits, so that 1.3, which some tools make of an unquoted 1.30, is not put into quotes.
    kubernetesVersion: documented(z.string().regex(/^v?1\.[0-9]{2}/), {
      about:
        'Version of Kubernetes; a change recycles the nodes of all pools in one go, on a rolling basis as the API says',
      allowed: `on the standard tier ${limits.standardKubernetesVersion.allowed}; on the enterprise tier ${limits.enterpriseKubernetesVersion.allowed}`,
      fix: 'write it with two digits and in quotes, such as kubernetesVersion: "1.34"',
      source: 'Linode API, GET /lke/versions',
    }),
    tier: documented(z.enum(TIERS).default('standard'), {
      about: 'Tier of LKE; it cannot be changed without a new cluster',
      allowed: TIERS.join(' or '),
      source: 'Linode API, POST /lke/clusters',
    }),
    highAvailability: documented(z.boolean().default(true), {
      about: 'Whether the control plane is redundant; it can be switched on later, but never off',
      allowed: 'true or false; true on the enterprise tier',
      source: 'Linode API, PUT /lke/clusters/{id}',
    }),
    controlPlaneAcl: documented(controlPlaneAcl.schema, {
      about: 'Who reaches the Kubernetes API',
      allowed: '{enabled, ipv4, ipv6}; {enabled: false} opens it to the internet',
      fix: 'list the networks of your engineers and of your CI, such as controlPlaneAcl: {ipv4: [203.0.113.0/24]}',
      source: 'Linode API, PUT /lke/clusters/{id}/control_plane_acl',
    }),
    systemPool: documented(text(limits.nodePoolName).optional(), {
      about:
        "Name of the pool of system that stays inside the cluster, where LKE's own pods run; naming another one replaces it",
      allowed: 'the name of a pool of environments.system.nodePools, wherever in the list it stands',
      default: 'the pool of system, where there is only one',
      fix: 'write for example systemPool: baseline',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    auditLogs: documented(z.boolean().optional(), {
      about: 'Whether the control plane keeps audit logs, on the enterprise tier',
      allowed: 'true or false, on the enterprise tier only',
      default: 'false',
      source: 'LKE Enterprise',
    }),
  },
  observed: {
    id: { about: 'Linode cluster id', seeWith: 'terraform -chdir=cdktf.out/stacks/cluster output cluster_id' },
    apiEndpoint: {
      about: 'Address of the Kubernetes API',
      seeWith: 'terraform -chdir=cdktf.out/stacks/cluster output api_endpoint',
    },
    kubeconfig: { about: 'Kubeconfig of the cluster', seeWith: 'linode-cli lke kubeconfig-view <cluster id>' },
  },
});
