import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Fields, InputType } from '../../constructs/inputs/types';
import { MODULES } from '../../publish/modules/all';
import { lkeCluster } from '../../publish/modules/lke-cluster';
import { network } from '../../publish/modules/network';
import { observability } from '../../publish/modules/observability';
import { secretsBootstrap } from '../../publish/modules/secrets-bootstrap';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { callOf, inlineOf, type Props } from '../support/module-call';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import { Root } from '@lke-platform/stand-ins/testing/root';
import { temporaryFolder } from '../support/temporary-folder';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const CLUSTER = {
  label: 'shop',
  region: 'nl-ams',
  kubernetesVersion: '1.34',
  controlPlaneAcl: { ipv4: ['203.0.113.0/24'] },
  systemPool: { type: 'g6-standard-4', nodeCount: 3 },
};
const ENTERPRISE = { ...CLUSTER, tier: 'enterprise', kubernetesVersion: 'v1.33.6+lke7' };
const { systemPool: _, ...ENTERPRISE_WITHOUT_POOL } = ENTERPRISE;
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

const CASES: Readonly<Record<string, readonly [typeof lkeCluster, Props]>> = {
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
      tags: ['shop'],
      externalPoolTags: ['elsewhere'],
      controlPlaneAcl: { enabled: true, ipv4: ['203.0.113.0/24'], ipv6: ['2001:db8::/32'] },
      systemPool: {
        type: 'g6-standard-4',
        autoscaler: AUTOSCALER,
        label: 'system',
        labels: { 'shop.example.com/pool': 'system' },
        taints: [TAINT],
        tags: ['shop'],
      },
      nodePools: {
        web: { type: 'g6-standard-8', nodeCount: 2, label: 'web', tags: ['elsewhere'] },
        'batch-2': { type: 'g6-standard-8', autoscaler: AUTOSCALER, taints: [TAINT], labels: { camelCase: 'kept' } },
        plain: { type: 'g6-dedicated-8', nodeCount: 1 },
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
  'observability with everything': [
    observability,
    {
      ...BASELINE,
      ...PLACEMENT,
      namespace: 'metrics',
      createNamespace: true,
      createBuckets: true,
      kubePrometheusStackValues: ['grafana: { replicas: 2 }'],
      lokiValues: ['singleBinary: { replicas: 2 }'],
      tempoValues: ['replicas: 2'],
      opentelemetryCollectorValues: ['replicaCount: 5', 'mode: daemonset'],
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
      sealedSecretsValues: ['replicas: 2'],
      keyRenewPeriod: '720h',
      sealedSecretsVersion: '2.19.2',
      sealedSecretsRepository: 'https://charts.example.com',
    },
  ],
};

interface Plan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: object }[];
  readonly output_changes?: Readonly<Record<string, unknown>>;
}

/** What a case does with each optional input and field: gives it or leaves it out. */
function usesIn(fields: Fields, props: Props, owner = ''): string[] {
  return Object.entries(fields).flatMap(([key, { type, optional }]) => {
    const value = props[key];
    const use = value === undefined ? `${owner}${key} left out` : `${owner}${key} given`;
    return [...(optional ? [use] : []), ...usesBelow(type, value, `${owner}${key}`)];
  });
}

function usesBelow({ element, fields }: InputType, value: unknown, name: string): string[] {
  if (value === undefined) return [];
  if (fields) return usesIn(fields, value as Props, `${name}.`);
  return element ? Object.values(value as Props).flatMap((entry) => usesBelow(element, entry, `${name}[*]`)) : [];
}

/** Every optional input and field, once given and once left out. */
function usesOf(fields: Fields, owner = ''): string[] {
  return Object.entries(fields).flatMap(([key, { type, optional }]) => [
    ...(optional ? ['given', 'left out'].map((use) => `${owner}${key} ${use}`) : []),
    ...usesOfType(type, `${owner}${key}`),
  ]);
}

function usesOfType({ element, fields }: InputType, name: string): string[] {
  if (fields) return usesOf(fields, `${name}.`);
  return element ? usesOfType(element, `${name}[*]`) : [];
}

describe('the cases', () => {
  it.each(MODULES)('give each optional input of $name, and leave it out', (definition) => {
    const cases = Object.values(CASES).filter(([module]) => module === definition);
    const uses = new Set(cases.flatMap(([, props]) => usesIn(definition.inputs, props)));

    expect(usesOf(definition.inputs).filter((use) => !uses.has(use))).toEqual([]);
  });
});

engineSuite('a module and its construct', () => {
  let standIn: StandIn;
  let inline: Root;
  let calling: Root;
  beforeAll(async () => {
    standIn = await startStandIn();
    inline = new Root(standIn.env);
    calling = new Root(standIn.env);
  });
  afterAll(() => {
    inline.remove();
    calling.remove();
    standIn.stop();
  });

  async function planOf(root: Root, configuration: object): Promise<Plan> {
    root.write(configuration);
    for (const args of [['init'], ['plan', '-out=plan']]) {
      const { code, output } = await root.run(...args);
      if (code !== 0) throw new Error(output);
    }
    const { output } = await root.run('show', '-json', 'plan');
    // The time of a plan is not a difference between two.
    return JSON.parse(output.replace(/"\d{4}-\d\d-\d\dT[\d:]+Z"/g, '"now"')) as Plan;
  }

  /** What a plan does, by addresses without the module's, and without the key of what it may leave out. */
  const changesOf = ({ resource_changes: resources = [], output_changes: outputs }: Plan) => ({
    resources: Object.fromEntries(
      resources.map(({ address, change }) => [address.replace(/^module\.this\.|\["this"\]$/g, ''), change]),
    ),
    outputs,
  });

  it.each(Object.entries(CASES))('plan the same: %s', async (_, [definition, props]) => {
    const expected = changesOf(await planOf(inline, inlineOf(definition, props)));

    expect(changesOf(await planOf(calling, callOf(definition, props)))).toEqual(expected);
  });

  it('plan something else as soon as a default of one of them changes', async () => {
    const changed = join(temporaryFolder(), 'lke-cluster');
    cpSync(resolve(__dirname, '../../modules/lke-cluster'), changed, { recursive: true });
    const variables = readFileSync(join(changed, 'variables.tf'), 'utf8');
    writeFileSync(
      join(changed, 'variables.tf'),
      variables.replace(/(variable "high_availability".*?default +=) true/s, '$1 false'),
    );
    const expected = changesOf(await planOf(inline, inlineOf(lkeCluster, CLUSTER)));

    expect(changesOf(await planOf(calling, callOf(lkeCluster, CLUSTER, changed)))).not.toEqual(expected);
  });
});
