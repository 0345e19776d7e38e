import { text, whole, type TextLimit } from './limit';

export * from './label-limits';

/*
 * Limits of single values, once for the whole project: the model checks literals with them, and the modules print them
 * as `validation` blocks.
 */

/** Name of a platform: part of bucket names, Linode labels and tags, so shorter than any of them. */
export const platformName = text(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  3,
  24,
  'lower-case letters, digits and single hyphens, starting with a letter',
  'Linode API, POST /object-storage/buckets; Linode API, POST /lke/clusters',
);

/** Label of an LKE cluster. */
export const clusterLabel = text(
  /^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])?$/,
  1,
  32,
  'letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit',
  'Linode API, POST /lke/clusters',
);

/** Label of an LKE node pool. */
export const nodePoolLabel = text(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])$/,
  2,
  32,
  'lower-case letters, digits and hyphens, starting and ending with a letter or digit',
  'Linode API, POST /lke/clusters/{id}/pools',
);

/** Name of a node pool within its environment; with the environment's name before it, it is the pool's label. */
export const nodePoolName = text(
  /^[a-z]([-a-z0-9]*[a-z0-9])$/,
  2,
  20,
  'lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit',
  'Linode API, POST /lke/clusters/{id}/pools (a label of at most 32 characters holds environment and name)',
);

/** Name of a report that an environment has to show before it is ready. */
export const evidenceName = text(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  1,
  40,
  'lower-case letters, digits and single hyphens, starting with a letter',
  'docs/guides/verify.md',
);

/** Number of nodes of a pool, also as bound of its autoscaler. */
export const nodeCount = whole(1, 500, 'nodes', 'Linode API, POST /lke/clusters/{id}/pools');

/** Label of a VPC or of its subnet. */
export const vpcLabel = text(
  /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/,
  1,
  64,
  'letters, digits and single hyphens',
  'Linode API, POST /vpcs',
);

/** Network of the nodes in a VPC. LKE Enterprise makes a VPC of its own for any other size. */
export const vpcSubnet: TextLimit = {
  pattern: /^(10\.[0-9]{1,3}|172\.(1[6-9]|2[0-9]|3[01]))\.0\.0\/1[34]$/,
  min: 11,
  max: 13,
  allowed: 'a private network (10.0.0.0/8 or 172.16.0.0/12) of /13 or /14, such as 10.0.0.0/14',
  source: 'docs/linode-notes.md',
};

/** Label of a cloud firewall. */
export const firewallLabel = text(
  /^[a-zA-Z0-9]+(([-._]|-[._]|[.][-_]|_[-.])[a-zA-Z0-9]+)*$/,
  3,
  32,
  'letters, digits and single hyphens, dots and underscores, starting and ending with a letter or digit',
  'Linode API, POST /networking/firewalls',
);

/** Label of a rule of a cloud firewall, which is there for people only. */
export const firewallRuleLabel = text(
  /^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])$/,
  3,
  32,
  'letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit',
  'linode_firewall (label)',
);

/** What a rule of a cloud firewall is for, in words. */
export const firewallRuleDescription: TextLimit = {
  pattern: /^[ -~]+$/,
  min: 1,
  max: 100,
  allowed: 'printable ASCII characters, 1 to 100 of them',
  source: 'Linode API, POST /networking/firewalls',
};

/** Instance type id. Whether Linode has it is judged by the catalogue. */
export const instanceTypeId = text(
  /^g[0-9]+-[a-z0-9-]+$/,
  5,
  64,
  'an id as GET /linode/types lists it, such as g6-standard-4',
  'Linode API',
);

/** Region id. Whether Linode has it is judged by the catalogue. */
export const regionId = text(
  /^[a-z]{2}-[a-z]+(-[0-9]+)?$/,
  5,
  32,
  'an id as GET /regions lists it, such as nl-ams',
  'Linode API',
);

/** Version of Kubernetes on the standard tier. */
export const standardKubernetesVersion: TextLimit = {
  pattern: /^1\.[0-9]{2}$/,
  min: 4,
  max: 4,
  allowed: 'a minor version in quotes, such as "1.34"',
  source: 'Linode API, GET /lke/versions',
};

/** Version of Kubernetes on the enterprise tier. */
export const enterpriseKubernetesVersion: TextLimit = {
  pattern: /^v1\.[0-9]{2}\.[0-9]{1,2}\+lke[0-9]{1,3}$/,
  min: 12,
  max: 16,
  allowed: 'a patch version with its LKE release, such as "v1.33.6+lke7"',
  source: 'Linode API, GET /lke/tiers/enterprise/versions',
};

/** Name of an object storage bucket. */
export const bucketName = text(
  /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
  3,
  63,
  'lower-case letters, digits and hyphens, starting and ending with a letter or digit',
  'Linode API, POST /object-storage/buckets',
);

/** A name of Kubernetes, such as that of a Secret. */
export const dnsLabel = text(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  1,
  63,
  'lower-case letters, digits and hyphens, starting and ending with a letter or digit',
  'RFC 1123 (label)',
);

/** Address of a service. */
export const httpAddress: TextLimit = {
  pattern: /^https?:\/\/[\w.:[\]-]+(\/[\w.~%:@!$&'()*+,;=/-]*)?$/,
  min: 8,
  max: 2048,
  allowed: 'an address that starts with https:// or http://, without a password',
  source: 'RFC 3986',
};

/** Address of an S3 endpoint. Tempo takes a host alone. */
export const s3Address: TextLimit = {
  ...httpAddress,
  pattern: /^https?:\/\/[\w.:[\]-]+$/,
  allowed:
    'an address that starts with https:// or http:// and has no path, such as https://nl-ams-1.linodeobjects.com',
  source: 'Tempo, storage.trace.s3.endpoint',
};

/** Address of a chart repository. */
export const chartRepository: TextLimit = {
  ...httpAddress,
  pattern: /^(https?|oci):\/\/[\w.:[\]-]+(\/[\w.~%:@!$&'()*+,;=/-]*)?$/,
  min: 7,
  allowed: 'an address that starts with https://, http:// or oci://, without a password',
};

/** Version of a chart: one, not a range, so that the same configuration installs the same. */
export const chartVersion = text(
  /^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/,
  5,
  64,
  'one version, such as 18.11.0',
  'Helm charts, version',
);

/** Tag of a container image. */
export const imageTag: TextLimit = {
  pattern: /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/,
  min: 1,
  max: 128,
  allowed: 'a tag of a container image, such as 3.7.7',
  source: 'OCI distribution, tags',
};

/** A span of time as Go writes it. */
export const goDuration = text(
  /^(0|([0-9]+(\.[0-9]+)?(ms|s|m|h))+)$/,
  1,
  32,
  'a span of time such as 720h or 30m, or 0',
  'Go, time.ParseDuration',
);

/** Days for which metrics, logs and traces are kept. */
export const retentionDays = whole(1, 365, 'days', 'docs/adr/0003-fields-beyond-the-data-model.md');

/** Number of OpenTelemetry collectors. */
export const otelCollectors = whole(1, 20, 'collectors', 'data-model.md, ObservabilityStack');

/** Size of a volume of Linode's block storage in GiB. */
export const volumeGib = whole(10, 16384, 'GiB', 'Linode API, POST /volumes');

/** A domain name in its written form, without a trailing dot. */
export const domainName = text(
  /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/,
  4,
  253,
  'a domain name in lower case with parts of at most 63, such as shop.example.com',
  'RFC 1035',
);

/** An e-mail address in its usual form. */
export const emailAddress = text(
  /^[A-Za-z0-9_'+-]+(\.[A-Za-z0-9_'+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/,
  6,
  254,
  'an e-mail address, such as platform@example.com',
  'RFC 5322',
);
