import { EnvironmentNamespace } from '../../../constructs/environment/environment-namespace';
import type { EnvironmentName } from '../../../model/entities/environment';
import { synthesizeConstruct } from '../../support/construct-root';
import { platformOf, STANDARD } from '../../support/platforms';
import type { Body } from '../../support/synthesize';

/** The namespace of production with other settings in the file. */
function resourcesWith(settings: object = {}, allowTo: EnvironmentName[] = [], platform: object = {}) {
  const { production } = STANDARD.environments;
  const data = { ...STANDARD, ...platform };
  const { environments } = platformOf({
    ...data,
    environments: { ...data.environments, staging: production, production: { ...production, ...settings } },
  });
  const environment = environments.find(({ name }) => name === 'production')!;
  return synthesizeConstruct(
    (root) => new EnvironmentNamespace(root, 'namespace', { platform: 'acme', environment, allowTo }),
  ).resource;
}

const metadataOf = (resources: ReturnType<typeof resourcesWith>) =>
  resources.kubernetes_namespace_v1?.namespace?.metadata as Record<'labels' | 'annotations', Record<string, string>>;
const hardLimitsOf = (resources: ReturnType<typeof resourcesWith>) =>
  (resources.kubernetes_resource_quota_v1?.namespace_quota?.spec as { hard: Record<string, string> }).hard;

describe('the namespace of an environment', () => {
  it('has the labels of the platform, those of the file, and the pod security it enforces', () => {
    expect(metadataOf(resourcesWith({ labels: { 'acme.example/team': 'shop' } })).labels).toEqual({
      'acme.example/team': 'shop',
      'app.kubernetes.io/managed-by': 'terraform',
      'lke-platform.io/environment': 'production',
      'lke-platform.io/platform': 'acme',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  it('names owners, and domains where there are any', () => {
    const owner = { 'lke-platform.io/owners': 'platform@acme.example' };

    expect(metadataOf(resourcesWith()).annotations).toEqual(owner);
    expect(metadataOf(resourcesWith({ domains: ['a.example', 'b.example'] })).annotations).toEqual({
      ...owner,
      'lke-platform.io/domains': 'a.example,b.example',
    });
  });

  it('carries the waivers of its rules, the reasons as they are written', () => {
    const waivers = [
      {
        rule: 'production-multi-az',
        reason: 'one tenant ${only} until %{launch}',
        approvedBy: 'platform@acme.example',
        approvedOn: '2026-10-01',
      },
    ];
    const cluster = { ...STANDARD.cluster, highAvailability: false };

    expect(metadataOf(resourcesWith({}, [], { waivers, cluster })).annotations).toMatchObject({
      'lke-platform.io/waiver-production-multi-az':
        'one tenant $${only} until %%{launch} (platform@acme.example, 2026-10-01)',
    });
  });
});

describe('the limits of a namespace', () => {
  it('are the quota', () => {
    expect(hardLimitsOf(resourcesWith({ quota: { cpu: 4, memory: '16Gi', pods: 60, loadBalancers: 2 } }))).toEqual({
      'requests.cpu': '4',
      'requests.memory': '16Gi',
      'limits.memory': '16Gi',
      pods: '60',
      'services.loadbalancers': '2',
    });
  });

  it('take node ports away with load balancers', () => {
    expect(hardLimitsOf(resourcesWith())).toMatchObject({ 'services.loadbalancers': '0', 'services.nodeports': '0' });
  });

  it('are the resources of one container', () => {
    const limits = resourcesWith().kubernetes_limit_range_v1?.namespace_limits?.spec as { limit: Body[] };

    expect(limits.limit).toEqual([
      { type: 'Container', default_request: { cpu: '100m', memory: '128Mi' }, default: { memory: '512Mi' } },
    ]);
  });
});

describe('the network policies of a namespace', () => {
  const policiesWith = (networkPolicy: object, allowTo?: EnvironmentName[]) =>
    Object.values(resourcesWith({ networkPolicy }, allowTo).kubernetes_network_policy_v1 ?? {}) as unknown as {
      readonly metadata: { readonly name: string; readonly namespace: string };
      readonly spec: {
        readonly policy_types: readonly string[];
        readonly pod_selector: object;
        readonly ingress?: unknown;
        readonly egress?: unknown;
      };
    }[];
  const specOf = (name: string, policies = policiesWith({ allowFrom: ['staging'] }, ['staging'])) =>
    policies.find(({ metadata }) => metadata.name === name)?.spec;
  const namespace = (name: string) => ({
    namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': name } },
  });

  it('are for every pod of it', () => {
    for (const { metadata, spec } of policiesWith({})) {
      expect(spec.pod_selector).toEqual({});
      expect(metadata.namespace).toBe('${kubernetes_namespace_v1.namespace.metadata[0].name}');
    }
  });

  it('close both directions', () => {
    expect(specOf('default-deny')).toEqual({ pod_selector: {}, policy_types: ['Ingress', 'Egress'] });
  });

  it('name a direction only where they open it', () => {
    for (const { metadata, spec } of policiesWith({ allowFrom: ['staging'] }, ['staging'])) {
      if (metadata.name === 'default-deny') continue;
      expect(spec.policy_types).toEqual([...(spec.ingress ? ['Ingress'] : []), ...(spec.egress ? ['Egress'] : [])]);
    }
  });

  it('open the way to DNS, on UDP and TCP', () => {
    expect(specOf('allow-dns')).toMatchObject({
      policy_types: ['Egress'],
      egress: [
        { to: [namespace('kube-system')], ports: expect.arrayContaining([{ port: '53', protocol: 'UDP' }]) as unknown },
      ],
    });
    expect(specOf('allow-dns')?.egress).toMatchObject([{ ports: { length: 2 } }]);
  });

  it('let in the ingress controller', () => {
    expect(specOf('allow-ingress-controller')).toMatchObject({ ingress: [{ from: [namespace('ingress')] }] });
  });

  it('let monitoring in, and let telemetry out', () => {
    expect(specOf('allow-monitoring')).toMatchObject({
      ingress: [{ from: [namespace('monitoring')] }],
      egress: [{ to: [namespace('monitoring')], ports: [{ port: '4317' }, { port: '4318' }] }],
    });
  });

  it('open between the pods of the namespace', () => {
    const pods = [{ pod_selector: {} }];

    expect(specOf('allow-same-namespace')).toMatchObject({ ingress: [{ from: pods }], egress: [{ to: pods }] });
  });

  it('open from and to other environments where the file says so', () => {
    const names = policiesWith({}).map(({ metadata }) => metadata.name);

    expect(specOf('allow-from-environments')).toMatchObject({ ingress: [{ from: [namespace('env-staging')] }] });
    expect(specOf('allow-to-environments')).toMatchObject({ egress: [{ to: [namespace('env-staging')] }] });
    expect(names).not.toContain('allow-from-environments');
    expect(names).not.toContain('allow-to-environments');
  });

  it('open the way to public addresses alone, unless the file closes it', () => {
    const block = (cidr: string, network: string) => ({
      ip_block: { cidr, except: expect.arrayContaining([network]) as unknown },
    });

    expect(specOf('allow-internet')).toMatchObject({
      egress: [{ to: [block('0.0.0.0/0', '10.0.0.0/8'), block('::/0', 'fc00::/7'), {}] }],
    });
    expect(specOf('allow-internet')).toMatchObject({
      egress: [{ to: [block('0.0.0.0/0', '169.254.0.0/16'), {}, {}] }],
    });
    expect(specOf('allow-internet', policiesWith({ internetEgress: false }))).toBeUndefined();
  });

  it('open with the internet the way to public addresses of the cluster itself, which end at the ingress', () => {
    expect(specOf('allow-internet')).toMatchObject({ egress: [{ to: { 2: namespace('ingress') } }] });
  });
});
