import { TerraformResource } from 'cdktf';
import { buildStacks } from '../../stacks/build-stacks';
import { CLUSTER_OUTPUTS } from '../../stacks/cluster-outputs';
import { logicalId } from '../../constructs/logical-id';
import { ENTERPRISE, exampleData, platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { resourcesOf, synthesize, synthesizeApp, type StackJson } from '../support/synthesize';

const EXAMPLE = exampleData();
const { stacks, dependencies } = synthesize(platformOf(EXAMPLE));
const everyStack = Object.entries(stacks);

/** Addresses of resources that the engine refuses to destroy, by stack; stacks without any are left out. */
function protectedIn(data: PlatformData): Record<string, string[]> {
  const entries = Object.entries(synthesize(platformOf(data)).stacks).map(([stack, json]) => {
    const kept = resourcesOf(json).filter(
      ({ body }) => (body.lifecycle as { prevent_destroy?: unknown } | undefined)?.prevent_destroy === true,
    );
    return [stack, kept.map(({ type, name }) => `${type}.${name}`)] as const;
  });
  return Object.fromEntries(entries.filter(([, kept]) => kept.length > 0));
}

describe.each(everyStack)('the stack %s', (stack, json) => {
  it('keeps its state in the state bucket on Linode Object Storage, with a lock', () => {
    expect(json.terraform.backend).toEqual({
      s3: {
        bucket: 'acme-platform-state',
        key: `acme/${stack}.tfstate`,
        region: 'us-east-1',
        endpoints: { s3: 'https://nl-ams-1.linodeobjects.com' },
        use_path_style: true,
        skip_credentials_validation: true,
        skip_metadata_api_check: true,
        skip_region_validation: true,
        skip_requesting_account_id: true,
        skip_s3_checksum: true,
        use_lockfile: true,
      },
    });
  });

  it('names the engines it works with', () => {
    expect(json.terraform.required_version).toBe('>= 1.10.0');
  });

  it('requires each of its providers by full source and exact version', () => {
    const required = json.terraform.required_providers;

    expect(Object.keys(required)).toEqual(Object.keys(json.provider));
    for (const [name, { source, version }] of Object.entries(required)) {
      expect(source).toMatch(new RegExp(`^[a-z]+/${name}$`));
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it('holds no credential', () => {
    expect(JSON.stringify(json)).not.toMatch(
      /"(access_key|secret_key|token|password|client_key|client_certificate|sse_customer_key)":/,
    );
    expect(json.provider.linode?.[0]).toEqual({});
  });

  it('has no address of a machine and none that another stack made', () => {
    expect(JSON.stringify(json)).not.toContain('cross-stack-output');
    expect(Object.keys(json.data ?? {})).toEqual(
      { state: [], cluster: ['linode_lke_cluster'] }[stack] ?? ['terraform_remote_state'],
    );
  });

  it('installs nothing that has a CRD by itself', () => {
    const types = Object.keys(json.resource ?? {});

    expect(types.filter((type) => type.includes('manifest'))).toEqual([]);
    expect(types.filter((type) => type.startsWith('kubernetes_') && !type.endsWith('_v1'))).toEqual([]);
  });

  it('reads no other state than that of the cluster, and in the same way as the backend writes it', () => {
    const { use_lockfile, key, ...settings } = json.terraform.backend.s3 ?? {};

    expect([use_lockfile, key]).toEqual([true, `acme/${stack}.tfstate`]);
    for (const [name, body] of Object.entries(json.data?.terraform_remote_state ?? {})) {
      expect(name).toBe('cluster');
      expect(body).toEqual({
        backend: 's3',
        workspace: 'default',
        config: { ...settings, key: 'acme/cluster.tfstate' },
      });
    }
  });
});

describe('the stacks of a platform', () => {
  it('are deployed in this order', () => {
    expect(dependencies).toEqual({
      state: [],
      cluster: ['state'],
      system: ['cluster'],
      development: ['system'],
      staging: ['system'],
      production: ['system'],
    });
  });

  it('are only those of the environments that the file names', () => {
    expect(Object.keys(synthesize(platformOf(STANDARD)).stacks).sort()).toEqual([
      'cluster',
      'production',
      'state',
      'system',
    ]);
  });

  it('know of the cluster only what it puts out', () => {
    const outputs = new Set(Object.values(CLUSTER_OUTPUTS).map(({ name }) => name as string));
    const read = [...JSON.stringify(stacks).matchAll(/terraform_remote_state\.cluster\.outputs\.(\w+)/g)];

    expect(read.length).toBeGreaterThan(0);
    expect(read.filter(([, name = '']) => !outputs.has(name))).toEqual([]);
  });
});

describe('protection from deletion', () => {
  const withProduction = (production: object, platform: object = {}) => ({
    ...ENTERPRISE,
    ...platform,
    environments: { ...ENTERPRISE.environments, production: { ...ENTERPRISE.environments.production, ...production } },
  });
  const CLUSTER = [
    'linode_domain.network_zone',
    'linode_lke_cluster.cluster',
    'linode_vpc.network_vpc',
    'linode_vpc_subnet.network_further_subnet',
    'linode_vpc_subnet.network_subnet',
  ];
  const STATE = ['artifacts', 'ledger', 'reports', 'state'].map((bucket) => `linode_object_storage_bucket.${bucket}`);
  const NAMESPACE = ['kubernetes_namespace_v1.namespace'];
  /** The keys that unseal production's secrets, and its logs and traces, are here. */
  const SYSTEM = [
    'kubernetes_namespace_v1.access_namespace',
    'kubernetes_namespace_v1.namespace',
    'kubernetes_namespace_v1.observability_namespace',
    'kubernetes_namespace_v1.secrets_namespace',
    'linode_object_storage_bucket.observability_loki_bucket',
    'linode_object_storage_bucket.observability_tempo_bucket',
  ];

  it('is on what nobody can make again, in state, cluster, system and production', () => {
    expect(protectedIn(ENTERPRISE)).toEqual({ cluster: CLUSTER, state: STATE, system: SYSTEM, production: NAMESPACE });
  });

  it('goes from the whole platform by deletionProtection: false', () => {
    expect(protectedIn(withProduction({}, { deletionProtection: false }))).toEqual({});
  });

  it('goes from one environment by deletionProtection: false there', () => {
    expect(protectedIn(withProduction({ deletionProtection: false }))).toEqual({
      cluster: CLUSTER,
      state: STATE,
      system: SYSTEM,
    });
  });

  it('stays on an environment that says so while the rest of the platform goes', () => {
    expect(protectedIn(withProduction({ deletionProtection: true }, { deletionProtection: false }))).toEqual({
      production: NAMESPACE,
    });
  });

  it('is not on a platform without production', () => {
    const { system } = STANDARD.environments;

    expect(protectedIn({ ...STANDARD, environments: { system } })).toEqual({});
  });
});

describe('where the parts of a platform come from', () => {
  const sources = {
    linodeApi: 'https://api.mirror.example',
    objectStorage: 'https://s3.mirror.example',
    repository: 'git@git.mirror.example:platform.git',
    charts: {
      'prometheus-community': 'oci://registry.example/prometheus',
      'grafana-community': 'https://charts.example/grafana',
      'open-telemetry': 'https://charts.example/otel',
      'sealed-secrets': 'https://charts.example/sealed-secrets',
    },
    providers: {
      linode: 'registry.example/linode/linode',
      kubernetes: 'registry.example/hashicorp/kubernetes',
      helm: 'registry.example/hashicorp/helm',
    },
    images: { node: `registry.example/node@sha256:${'0'.repeat(64)}` },
  };
  const environment = {
    LKE_PLATFORM_LINODE_API: sources.linodeApi,
    LKE_PLATFORM_OBJECT_STORAGE: sources.objectStorage,
    LKE_PLATFORM_REPOSITORY: sources.repository,
    LKE_PLATFORM_CHARTS_PROMETHEUS_COMMUNITY: sources.charts['prometheus-community'],
    LKE_PLATFORM_CHARTS_GRAFANA_COMMUNITY: sources.charts['grafana-community'],
    LKE_PLATFORM_CHARTS_OPEN_TELEMETRY: sources.charts['open-telemetry'],
    LKE_PLATFORM_CHARTS_SEALED_SECRETS: sources.charts['sealed-secrets'],
    LKE_PLATFORM_PROVIDERS_LINODE: sources.providers.linode,
    LKE_PLATFORM_PROVIDERS_KUBERNETES: sources.providers.kubernetes,
    LKE_PLATFORM_PROVIDERS_HELM: sources.providers.helm,
    LKE_PLATFORM_IMAGES_NODE: sources.images.node,
  };
  const fromFile = synthesize(platformOf({ ...STANDARD, sources })).stacks;

  it.each(Object.entries(fromFile))('is the file, in stack %s', (_stack, json) => {
    for (const [name, { source }] of Object.entries(json.terraform.required_providers)) {
      expect(source).toBe(`registry.example/${name === 'linode' ? 'linode' : 'hashicorp'}/${name}`);
    }
    expect(json.terraform.backend).toMatchObject({ s3: { endpoints: { s3: 'https://s3.mirror.example' } } });
    for (const provider of json.provider.linode ?? []) {
      expect(provider).toMatchObject({ url: 'https://api.mirror.example' });
    }
  });

  const isLocal = (chart: unknown) => String(chart).startsWith('./assets/');

  it('is the file for charts and the credential command', () => {
    const { system } = fromFile as { system: StackJson };
    const charts = Object.values(system.resource?.helm_release ?? {}).filter(({ chart }) => !isLocal(chart));
    const repositories = charts.map(({ repository }) => repository);

    expect(new Set(repositories)).toEqual(new Set(Object.values(sources.charts)));
    expect(JSON.stringify(system.provider)).toContain('"--linode-api","https://api.mirror.example"');
  });

  it('is the environment, which wins over the file', () => {
    const others = { ...sources, linodeApi: 'https://other.example', charts: {}, providers: { helm: 'other/helm' } };

    expect(synthesize(platformOf({ ...STANDARD, sources: others }, environment)).stacks).toEqual(fromFile);
    expect(synthesize(platformOf(STANDARD, environment)).stacks).toEqual(fromFile);
  });

  it('leads to nothing public any more', () => {
    const hosts = [...JSON.stringify(fromFile).matchAll(/(?:https|oci):\/\/([a-z0-9.-]+)/g)].map(([, host]) => host);

    expect(hosts.filter((host) => !host?.endsWith('.example'))).toEqual([]);
  });
});

describe('the name of a resource', () => {
  it('is its path below the stack, without what only says that it is the main one', () => {
    expect(logicalId(['network', 'firewall'])).toBe('network_firewall');
    expect(logicalId(['pool', 'this'])).toBe('pool');
    expect(logicalId(['namespace', 'policy', 'allow-dns'])).toBe('namespace_policy_allow_dns');
    expect(logicalId(['Default', 'Resource'])).toBe('this');
  });

  it('is that of no other, since one of them would be lost', () => {
    const synth = () =>
      synthesizeApp((app) => {
        const [state] = buildStacks(app, platformOf(STANDARD));
        for (const id of ['cold-storage', 'cold_storage']) {
          new TerraformResource(state!, id, { terraformResourceType: 'terraform_data' });
        }
      });

    expect(synth).toThrow('state/cold-storage and state/cold_storage would both be terraform_data.cold_storage');
  });
});
