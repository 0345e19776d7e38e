import { lkeCluster } from '../../publish/modules/lke-cluster';
import { network } from '../../publish/modules/network';
import { observability } from '../../publish/modules/observability';
import { secretsBootstrap } from '../../publish/modules/secrets-bootstrap';
import type { Props } from './module-call';

/** The least that a call of lke-cluster gives. */
export const CLUSTER = {
  label: 'shop',
  region: 'nl-ams',
  kubernetesVersion: '1.34',
  controlPlaneAcl: { ipv4: ['203.0.113.0/24'] },
  systemPool: { type: 'g6-standard-4', nodeCount: 3 },
};
const ENTERPRISE = { ...CLUSTER, tier: 'enterprise', kubernetesVersion: 'v1.33.6+lke7' };
const ENTERPRISE_WITHOUT_POOL = Object.fromEntries(Object.entries(ENTERPRISE).filter(([key]) => key !== 'systemPool'));
const TAINT = { key: 'shop.example.com/batch', value: 'true', effect: 'NoSchedule' };
const AUTOSCALER = { min: 1, max: 5 };
const WEB = { label: 'allow-web', ports: '80, 443', ipv4: ['0.0.0.0/0'], ipv6: ['::/0'] };
const BASELINE = {
  region: 'nl-ams',
  endpoint: 'https://nl-ams-1.linodeobjects.com',
  lokiBucket: 'shop-loki',
  tempoBucket: 'shop-tempo',
};
const PLACEMENT = {
  nodeSelector: { 'shop.example.com/pool': 'system', fooBar: 'x' },
  tolerations: [
    { key: 'a.example.com/b', value: 'c', effect: 'NoSchedule' },
    { key: 'd', operator: 'Exists' },
  ],
};

/** Calls of the modules that together give each optional input, and leave each out. */
export const MODULE_CASES: Readonly<Record<string, readonly [typeof lkeCluster, Props]>> = {
  'lke-cluster without further pools': [lkeCluster, CLUSTER],
  'lke-cluster without an ACL, as small as it can be': [
    lkeCluster,
    {
      ...CLUSTER,
      highAvailability: false,
      controlPlaneAcl: { enabled: false },
      systemPool: { type: 'g6-standard-2', nodeCount: 1 },
    },
  ],
  'lke-cluster with three pools, autoscalers, labels and taints': [
    lkeCluster,
    {
      ...CLUSTER,
      deletionLock: true,
      tags: ['shop'],
      externalPoolTags: ['elsewhere'],
      controlPlaneAcl: { enabled: true, ipv4: ['203.0.113.0/24'], ipv6: ['2001:db8::/32'] },
      systemPool: {
        type: 'g6-standard-4',
        autoscaler: AUTOSCALER,
        label: 'system',
        diskEncryption: 'enabled',
        labels: { 'shop.example.com/pool': 'system' },
        taints: [TAINT],
        tags: ['shop'],
      },
      nodePools: {
        web: { type: 'g6-standard-8', nodeCount: 2, label: 'web', tags: ['elsewhere'] },
        'batch-2': { type: 'g6-standard-8', autoscaler: AUTOSCALER, taints: [TAINT], labels: { camelCase: 'kept' } },
        plain: { type: 'g6-dedicated-8', nodeCount: 1, diskEncryption: 'disabled' },
      },
    },
  ],
  'lke-cluster of the enterprise tier': [
    lkeCluster,
    {
      ...ENTERPRISE,
      auditLogsEnabled: true,
      vpcId: 5,
      subnetId: 6,
      systemPool: { type: 'g6-standard-4', nodeCount: 3, firewallId: 7 },
      nodePools: {
        web: {
          type: 'g6-standard-8',
          nodeCount: 2,
          firewallId: 7,
          kubernetesVersion: 'v1.33.6+lke7',
          updateStrategy: 'rolling_update',
        },
      },
    },
  ],
  'lke-cluster of the enterprise tier without a pool inside, and with both versions of IP': [
    lkeCluster,
    {
      ...ENTERPRISE_WITHOUT_POOL,
      stackType: 'ipv4-ipv6',
      vpcId: 5,
      subnetId: 6,
      nodePools: {
        web: { type: 'g6-standard-8', nodeCount: 2, autoscaler: AUTOSCALER },
        plain: { type: 'g6-standard-8', nodeCount: 2, updateStrategy: 'on_recycle' },
      },
    },
  ],
  'lke-cluster with an ACL that is kept elsewhere': [lkeCluster, { ...CLUSTER, controlPlaneAcl: { managed: false } }],
  'network without anything': [network, {}],
  'network with subnets of both versions of IP': [
    network,
    {
      region: 'nl-ams',
      vpc: {
        label: 'shop',
        subnet: '10.0.0.0/14',
        ipv6: '/52',
        subnets: { databases: { ipv4: '10.4.0.0/24' }, 'front-end': { ipv4: '10.4.1.0/24', ipv6: true } },
      },
    },
  ],
  'network with a rule that says what it is for': [
    network,
    {
      firewall: {
        label: 'shop',
        inbound: [{ ...WEB, description: 'Customers' }],
        outbound: [{ ...WEB, description: 'Partners' }],
      },
    },
  ],
  'network with a VPC': [network, { region: 'nl-ams', vpc: { label: 'shop', subnet: '10.0.0.0/14' } }],
  'network with a firewall of defaults': [network, { region: 'nl-ams', firewall: { label: 'shop', inbound: [WEB] } }],
  'network with an empty list of networks': [
    network,
    {
      region: 'nl-ams',
      firewall: { label: 'shop', inbound: [{ label: 'drop-all', action: 'DROP', ipv4: [], ipv6: ['::/0'] }] },
    },
  ],
  'network with short rules': [
    network,
    {
      region: 'nl-ams',
      firewall: {
        label: 'shop',
        outbound: [
          { label: 'ntp', protocol: 'UDP', ipv4: ['0.0.0.0/0'] },
          { label: 'all', ipv6: ['::/0'] },
        ],
      },
    },
  ],
  'network with short rules for what comes in': [
    network,
    { region: 'nl-ams', firewall: { label: 'shop', inbound: [{ label: 'all', ipv6: ['::/0'] }] } },
  ],
  'network with everything': [
    network,
    {
      region: 'nl-ams',
      tags: ['shop'],
      vpc: { label: 'shop', subnet: '172.16.0.0/13' },
      firewall: {
        label: 'shop',
        inbound: [WEB, { label: 'ping', protocol: 'ICMP', action: 'DROP', ipv4: ['203.0.113.0/24'] }],
        outbound: [{ label: 'drop-mail', action: 'DROP', ports: '25', ipv6: ['::/0'] }],
        inboundPolicy: 'ACCEPT',
        outboundPolicy: 'DROP',
      },
      dns: { zone: 'shop.example.com', soaEmail: 'platform@example.com', ttlSeconds: 300 },
    },
  ],
  'network with a zone of defaults': [
    network,
    { region: 'nl-ams', dns: { zone: 'shop.example.com', soaEmail: 'platform@example.com' } },
  ],
  'observability of defaults': [observability, BASELINE],
  'observability in a namespace and with buckets that exist': [
    observability,
    { ...BASELINE, createNamespace: false, createBuckets: false },
  ],
  'observability without Loki': [observability, { ...BASELINE, loki: false, lokiBucket: null }],
  'observability without Tempo, its bucket named': [observability, { ...BASELINE, tempo: false }],
  'observability of metrics alone': [observability, { loki: false, tempo: false, gateway: false }],
  'observability without the gateway': [observability, { ...BASELINE, gateway: false, networkPolicies: true }],
  'observability with everything': [
    observability,
    {
      ...BASELINE,
      ...PLACEMENT,
      namespace: 'metrics',
      createNamespace: true,
      networkPolicies: true,
      podNetwork: '10.244.0.0/16',
      createBuckets: true,
      kubePrometheusStackValues: ['grafana: { replicas: 2 }'],
      lokiValues: ['singleBinary: { replicas: 2 }'],
      tempoValues: ['replicas: 2'],
      opentelemetryCollectorValues: ['replicaCount: 5', 'mode: daemonset'],
      loki: true,
      tempo: true,
      gateway: true,
      logAgent: true,
      logAgentValues: ['resources: {}'],
      endpointHost: 'nl-ams-1.linodeobjects.com',
      endpoint: 'http://ceph.example.com:7480',
      retentionDays: 30,
      otelCollectors: 3,
      metricsVolumeGib: 100,
      lokiBucketKeySecret: 'loki-key',
      tempoBucketKeySecret: 'tempo-key',
      grafanaAdminSecret: 'administrator',
      storageClass: 'linode-block-storage',
      coreDnsLabel: 'coredns',
      kubePrometheusStackVersion: '88.5.1',
      lokiVersion: '18.10.0',
      lokiImageTag: '3.7.8',
      tempoVersion: '2.2.3',
      opentelemetryCollectorVersion: '0.169.0',
      prometheusCommunityRepository: 'https://charts.example.com/prometheus',
      grafanaCommunityRepository: 'https://charts.example.com/grafana',
      openTelemetryRepository: 'oci://charts.example.com/otel',
    },
  ],
  'secrets-bootstrap of defaults': [secretsBootstrap, {}],
  'secrets-bootstrap in a namespace that exists': [secretsBootstrap, { createNamespace: false }],
  'secrets-bootstrap with everything': [
    secretsBootstrap,
    {
      ...PLACEMENT,
      namespace: 'sealing',
      createNamespace: true,
      networkPolicies: true,
      podNetwork: '10.244.0.0/16',
      sealedSecretsValues: ['replicas: 2'],
      keyRenewPeriod: '720h',
      sealedSecretsVersion: '2.19.2',
      sealedSecretsRepository: 'https://charts.example.com',
    },
  ],
};
