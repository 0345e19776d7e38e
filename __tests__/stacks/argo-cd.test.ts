import { exampleData, platformOf } from '../support/platforms';
import { resourceAddresses } from '../support/addresses';
import { synthesize } from '../support/synthesize';

type Body = Readonly<Record<string, unknown>>;

describe('Argo CD in the system stack', () => {
  const { system } = synthesize(platformOf({ ...exampleData(), argoCd: { enabled: true } })).stacks;
  const locals = (system?.locals ?? {}) as unknown as Record<string, Body>;
  const releases = (system?.resource?.helm_release ?? {}) as unknown as Record<string, Body>;

  it('is installed where the platform file says so, and not otherwise', () => {
    const without = synthesize(platformOf(exampleData())).stacks.system;

    expect(resourceAddresses(system!)).toContain('helm_release.argocd_argo_cd');
    expect(resourceAddresses(without!).filter((address) => /argo|bootstrap/.test(address))).toEqual([]);
  });

  it('leaves no password behind, and lets nobody in', () => {
    expect(locals.argocd_argo_cd_values).toMatchObject({
      configs: { cm: { 'admin.enabled': 'false', 'users.anonymous.enabled': 'false', 'exec.enabled': 'false' } },
      dex: { enabled: false },
    });
  });

  it('has no setting that is empty, which the chart would leave out', () => {
    const { cm } = (locals.argocd_argo_cd_values as { configs: { cm: Record<string, string> } }).configs;

    expect(Object.entries(cm).filter(([, value]) => value.trim() === '')).toEqual([]);
    expect(cm['helm.valuesFileSchemes']?.split(',').filter((it) => it.trim() !== '')).toEqual([]);
  });

  it('renders each application in a checkout of its own, cleaned of what the one before left', () => {
    expect(locals.argocd_argo_cd_values).toMatchObject({
      configs: { params: { 'reposerver.parallelism.limit': '1', 'reposerver.enable.git.submodule': 'true' } },
    });
  });

  it('runs on the nodes of system, with metrics', () => {
    expect(locals.argocd_argo_cd_values).toMatchObject({
      global: { nodeSelector: { 'lke-platform.io/environment': 'system' } },
      controller: { metrics: { enabled: true } },
      repoServer: { metrics: { enabled: true } },
    });
  });

  it('comes from the repository that the file names', () => {
    const sources = { charts: { 'argo-cd': 'https://mirror.acme.example/argo' } };
    const mirrored = synthesize(platformOf({ ...exampleData(), argoCd: { enabled: true }, sources })).stacks.system;

    expect((mirrored?.resource?.helm_release as unknown as Record<string, Body>).argocd_argo_cd?.repository).toBe(
      'https://mirror.acme.example/argo',
    );
  });

  it('comes after what seals secrets, and starts from the bootstrap chart after what its rules need', () => {
    expect(releases.argocd_argo_cd?.depends_on).toContain('helm_release.secrets_sealed_secrets');
    expect(releases.bootstrap_release).toMatchObject({ chart: './assets/bootstrap' });
    expect(releases.bootstrap_release?.depends_on).toContain('helm_release.observability_kube_prometheus_stack');
  });

  it('tells the charts of the baseline what Terraform knows, and no credential', () => {
    const { rollouts } = locals.bootstrap_values as { rollouts: { name: string; applications: { values: Body }[] }[] };
    const baseline = rollouts.find(({ name }) => name === 'baseline')?.applications[0]?.values;

    expect(baseline).toMatchObject({ dnsZone: 'acme.example', platform: 'acme' });
    expect(String(baseline?.clusterId)).toContain('cluster_id');
    expect(JSON.stringify(rollouts)).not.toMatch(/token|password|secret_key/i);
  });

  it('has its namespace closed', () => {
    const policies = Object.keys(system?.resource?.kubernetes_network_policy_v1 ?? {});

    expect(policies.filter((name) => name.startsWith('argocd_'))).toEqual([
      'argocd_policy_allow_dns',
      'argocd_policy_allow_monitoring',
      'argocd_policy_allow_outside',
      'argocd_policy_allow_same_namespace',
      'argocd_policy_default_deny',
    ]);
  });
});
