import type { PlatformData } from '../support/platforms';
import { exampleData, platformOf } from '../support/platforms';
import { synthesize } from '../support/synthesize';

type Body = Readonly<Record<string, unknown>>;

const systemOf = (data: PlatformData) => {
  const { resource = {}, locals = {} } = synthesize(platformOf(data)).stacks.system ?? {};
  return {
    resources: resource as unknown as Readonly<Record<string, Readonly<Record<string, Body>>>>,
    locals: locals as unknown as Readonly<Record<string, Body>>,
  };
};

const withArgoCd = (changes: object = {}): PlatformData => ({
  ...exampleData(),
  argoCd: { enabled: true },
  ...changes,
});

/** What the chart of the ingress is told. */
function factsIn({ locals }: ReturnType<typeof systemOf>): Body | undefined {
  const { rollouts } = locals.bootstrap_values as {
    rollouts: { name: string; applications: { name: string; values: Body }[] }[];
  };
  return rollouts.flatMap(({ applications }) => applications).find(({ name }) => name === 'ingress')?.values;
}

describe('the namespace of the ingress', () => {
  it('is made where Argo CD deploys into it, and not otherwise', () => {
    const made = (data: PlatformData) => systemOf(data).resources.kubernetes_namespace_v1?.ingress_namespace;

    expect(made(withArgoCd())).toMatchObject({
      metadata: { name: 'ingress', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
    expect(made(exampleData())).toBeUndefined();
    const others = (exampleData().applications as { name: string }[]).filter(({ name }) => name !== 'ingress');
    expect(made(withArgoCd({ applications: others }))).toBeUndefined();
  });

  it('is closed but for what the chart opens, and has room for one NodeBalancer', () => {
    const { resources } = systemOf(withArgoCd());
    const policies = Object.entries(resources.kubernetes_network_policy_v1 ?? {}).filter(([id]) =>
      id.startsWith('ingress_'),
    );

    expect(policies.map(([, { spec }]) => spec)).toEqual([{ pod_selector: {}, policy_types: ['Ingress', 'Egress'] }]);
    expect(resources.kubernetes_resource_quota_v1?.ingress_limits_quota).toMatchObject({
      spec: { hard: { 'services.loadbalancers': '1', 'services.nodeports': '2' } },
    });
    expect(resources.kubernetes_resource_quota_v1?.sealed_secrets_quota).toMatchObject({
      spec: { hard: { 'services.loadbalancers': '0', 'services.nodeports': '0' } },
    });
  });
});

describe('what the chart of the ingress is told', () => {
  it('names the firewall where that is in front of the NodeBalancer, and not where it is at the nodes', () => {
    const firewall = (attachedTo: string) => ({ network: { firewall: { attachedTo } } });

    expect(String(factsIn(systemOf(withArgoCd()))?.firewallId)).toContain('firewall_id');
    expect(factsIn(systemOf(withArgoCd(firewall('cloud-firewall-controller'))))).not.toHaveProperty('firewallId');
  });

  it('leaves out environments that are retired', () => {
    const data = withArgoCd();
    const { development } = data.environments as Record<string, Body>;
    const environments = { ...(data.environments as object), development: { ...development, retired: true } };
    const applications = (data.applications as { destinationNamespace: string }[]).filter(
      ({ destinationNamespace }) => destinationNamespace !== 'env-development',
    );
    const named = factsIn(systemOf({ ...data, environments, applications }))?.environments as { name: string }[];

    expect(named.map(({ name }) => name)).not.toContain('development');
    expect(named.map(({ name }) => name)).toContain('production');
  });
});
