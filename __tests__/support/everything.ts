import { ENTERPRISE, STANDARD } from './platforms';

const POOL = { name: 'general', instanceType: 'g6-dedicated-4', count: 3 };
const policy = (environment: string, role: string) => ({
  role,
  kubeconfigSecret: `linode-secret-manager://access/${environment}/${role}`,
  ...(role !== 'break-glass' && { expiry: '2027-01-31T00:00:00Z' }),
});

/** A right platform in which every part of the file stands somewhere, each with no more than it has to say. */
export const EVERYTHING = {
  apiVersion: 'lke-platform.io/v1',
  name: 'acme',
  owners: ['platform@acme.example'],
  cluster: {
    ...STANDARD.cluster,
    controlPlaneAcl: { ipv4: ['203.0.113.0/24'], ipv6: ['2001:db8::/32'] },
    tier: 'enterprise',
    kubernetesVersion: ENTERPRISE.cluster.kubernetesVersion,
  },
  network: {
    vpc: { subnet: '10.0.0.0/14' },
    firewall: { attachedTo: 'node-pools', inbound: [{ label: 'web' }], outbound: [{ label: 'dns', protocol: 'UDP' }] },
    dns: { zone: 'acme.example', soaEmail: 'dns@acme.example' },
  },
  state: {},
  environments: {
    system: { nodePools: [{ ...POOL, name: 'baseline', instanceType: 'g6-standard-8' }] },
    development: { nodePools: [POOL], accessPolicies: [policy('development', 'app-team')] },
    production: {
      nodePools: [{ ...POOL, taints: [{ key: 'acme.example/only', value: 'web', effect: 'NoSchedule' }] }],
      domains: ['shop.acme.example'],
      quota: {},
      limitRange: { defaultRequest: {}, default: {}, max: {} },
      logs: {},
      networkPolicy: {},
      deploymentPolicy: {},
      accessPolicies: [
        { ...policy('production', 'platform-engineer') },
        {
          ...policy('production', 'read-only'),
          permissions: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
        },
        { ...policy('production', 'break-glass') },
      ],
      secretsBundle: {
        source: 'linode-secret-manager',
        items: ['api-token', 'metrics-credentials'].map((name) => ({ name, purpose: name, rotationFrequencyDays: 30 })),
      },
      dashboard: {},
      handoff: { ingressBaseDomain: 'shop.acme.example' },
    },
  },
  observability: {
    alertRoutes: { NodeNotReady: { channel: 'slack:#platform' } },
    defaultRoute: { channel: 'slack:#platform' },
    smtp: { host: 'mail.acme.example', from: 'alerts@acme.example' },
  },
  handoffService: {
    address: 'https://handoff.acme.example',
    oidc: { issuer: 'https://login.acme.example', clientId: 'handoff' },
    roles: ['platform', 'on-call'].map((group) => ({
      role: 'platform-engineer',
      groups: [group],
      serviceAccounts: [`ci/${group}`],
    })),
  },
  argoCd: { enabled: true },
  applications: [
    {
      ...{ name: 'shop', sourceRepo: 'https://git.acme.example/shop', revision: 'a'.repeat(40) },
      destinationNamespace: 'env-production',
    },
    { name: 'trial', sourceRepo: 'infra/helm/trial', destinationNamespace: 'env-development', syncPolicy: {} },
  ],
  workloadControllers: [{ serviceAccount: 'argo-rollouts/argo-rollouts', resources: ['rollouts.argoproj.io'] }],
  waivers: [
    {
      rule: 'production-multi-az',
      reason: 'one tenant only until launch',
      approvedBy: 'platform@acme.example',
      approvedOn: '2026-10-01',
    },
  ],
  imports: [{ stack: 'cluster', to: 'linode_lke_cluster.cluster', id: '4711' }],
  moved: [
    {
      stack: 'development',
      from: 'linode_lke_node_pool.pool["former"]',
      to: 'linode_lke_node_pool.pool["general"]',
    },
  ],
  drift: {
    rules: [{ type: 'linode_domain', attribute: 'ttl_sec', severity: 'none', reason: 'external-dns sets it' }],
    accept: [
      {
        address: 'linode_domain.network_zone["this"]',
        attribute: 'soa_email',
        value: 'dns@example.com',
        until: '2027-01-31',
        reason: 'until the new address exists',
      },
    ],
    slack: { webhook: 'env:DRIFT_SLACK_WEBHOOK' },
    github: { repository: 'acme/platform', token: 'env:DRIFT_GITHUB_TOKEN' },
    pagerduty: { routingKey: 'ext-vault://drift/pagerduty#key' },
    webhook: { url: 'env:DRIFT_WEBHOOK' },
  },
  sources: { repository: 'https://git.acme.example/platform.git', charts: {}, providers: {}, images: {} },
  catalogue: {
    instanceTypes: { 'g9-standard-4': { vcpus: 4, memory: 8 } },
    regions: { 'at-vie': {} },
  },
  prices: { instanceTypes: { 'g6-dedicated-4': 60 }, services: {} },
};
