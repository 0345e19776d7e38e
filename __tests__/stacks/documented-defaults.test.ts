import { isDeepStrictEqual } from 'node:util';
import { USUAL_PERMISSIONS } from '../../model/derive/permissions';
import { usualSteps } from '../../model/derive/handoff';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import { CHART_REPOSITORIES, IMAGE_SOURCES, PROVIDER_SOURCES } from '../../model/entities/sources';
import { defaultOf } from '../../model/field';
import { loadPlatform } from '../../model/load';
import { bundleIdOf } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { formatPath } from '../../model/problem';
import { THIS_REPOSITORY } from '../../model/this-repository';
import { entityPlaces } from '../../publish/reference/entity-places';
import { EVERYTHING } from '../support/everything';
import { STANDARD } from '../support/platforms';
import { placesIn, replaced, valueAt, without, type Path } from '../support/paths';
import { synthesize } from '../support/synthesize';

/** What is promised of a field that is left out, where no value of it says the same. */
const NO_VALUE = [
  'nothing',
  'none',
  'nobody is told there',
  'no issues are opened',
  'none is called',
  'none: contracts are published, and platform engineers grant access',
  'none, and contracts have no link',
  'none: only machines come in',
  'none: Alertmanager goes to the address',
  'no autoscaler',
  'not part of the platform',
  'not reviewed yet',
  'none; LKE Enterprise makes one of its own',
  'none; the zone is kept elsewhere',
  "the account's, as Linode sets it for new pools",
  'the price of the list in the region',
  'the default branch',
];

/** What a default in words is when it is written out; a function where it depends on what stands around the field. */
type Written = (path: Path) => unknown;

const always = (value: unknown) => () => value;
const environmentOf = ([, name]: Path) => name as EnvironmentName;
const isBreakGlass = (path: Path) => valueAt(EVERYTHING, [...path.slice(0, -1), 'role']) === 'break-glass';

/** Every default that is said in words, by entity and field, as a user would write it. */
const IN_WORDS: Readonly<Record<string, Written>> = {
  'AccessPolicy.permissions': (path) =>
    USUAL_PERMISSIONS[valueAt(EVERYTHING, [...path.slice(0, -1), 'role']) as keyof typeof USUAL_PERMISSIONS],
  'AccessPolicy.maxDuration': (path) => (isBreakGlass(path) ? 'PT8H' : 'P30D'),
  'AccessPolicy.requiresIncidentTicket': isBreakGlass,
  'AccessPolicy.approval': (path) => (environmentOf(path) === 'production' ? 'second-person' : 'none'),
  'AlertRoute.escalateTo': always('slack:#platform'),
  'ArgoApplication.approval': (path) =>
    valueAt(EVERYTHING, [...path.slice(0, -1), 'destinationNamespace']) === 'env-production' ? 'manual' : 'none',
  'ChartRepositories.*': (path) => CHART_REPOSITORIES[path.at(-1) as keyof typeof CHART_REPOSITORIES],
  'Cluster.auditLogs': always(false),
  'Cluster.label': always('acme'),
  'Cluster.systemPool': always(EVERYTHING.environments.system.nodePools[0]?.name),
  // Three nodes of 4 cores: 90 pods of 100m in the quota, with a quarter more during a rollout.
  'DeploymentPolicy.autoscalerMaxReplicas': always(72),
  'DeploymentPolicy.maxReplicas': always(72),
  'Environment.deletionProtection': (path) => ['production', 'system'].includes(environmentOf(path)),
  'Environment.owners': always(EVERYTHING.owners),
  'Environment.secretsBundle': always({
    source: 'linode-secret-manager',
    items: ['api-token', 'metrics-credentials'].map((name) => ({ name, purpose: name, rotationFrequencyDays: 90 })),
  }),
  'EnvironmentDashboard.dashboardUid': (path) => `acme-${environmentOf(path)}`,
  'EnvironmentLogs.retentionDays': always(15),
  'Firewall.inbound': always([]),
  'Firewall.label': always('acme-fw'),
  'FirewallRule.ipv4': always(['0.0.0.0/0']),
  'FirewallRule.ipv6': always(['::/0']),
  'FirewallRule.ports': always('1-65535'),
  'Platform.deletionLock': always(false),
  'NodePool.kubernetesVersion': always('v1.33.6+lke7'),
  'NodePool.updateStrategy': always('on_recycle'),
  'HandoffRole.environments': always([...ENVIRONMENT_NAMES]),
  'ImageSources.*': (path) => IMAGE_SOURCES[path.at(-1) as keyof typeof IMAGE_SOURCES],
  'ProviderSources.*': (path) => PROVIDER_SOURCES[path.at(-1) as keyof typeof PROVIDER_SOURCES],
  // Three nodes of 4 cores and 8 GiB.
  'Quota.cpu': always('9'),
  'Quota.memory': always('19Gi'),
  'Quota.pods': always(90),
  'SecretItem.reference': (path) =>
    `linode-secret-manager://acme/${environmentOf(path)}/${String(valueAt(EVERYTHING, [...path.slice(0, -1), 'name']))}`,
  'SecretsBundle.bundleId': (path) => bundleIdOf('acme', environmentOf(path)),
  'ServiceHandoffContract.deploymentSteps': (path) =>
    usualSteps(environmentOf(path), { argoCd: { enabled: true }, applications: [] }),
  'Sources.linodeApi': always('https://api.linode.com'),
  'Sources.repository': always(THIS_REPOSITORY),
  'Sources.objectStorage': always('https://nl-ams-1.linodeobjects.com'),
  'State.bucketPrefix': always('acme'),
  'State.endpointHost': always('nl-ams-1.linodeobjects.com'),
  'State.region': always('nl-ams'),
  'Vpc.label': always('acme'),
};

/** Fields that share a default: what else is written out beside them. */
const BESIDE: Readonly<Record<string, object>> = {
  'FirewallRule.ipv4': { ipv6: ['::/0'] },
  'FirewallRule.ipv6': { ipv4: ['0.0.0.0/0'] },
};

/** Fields that other parts of this platform need, or that it may not have. */
const LEFT_OUT = [
  'applications',
  'cluster.tier',
  'environments.system.nodePools[0].kubernetesVersion',
  'environments.system.nodePools[0].updateStrategy',
  'environments.production.domains',
  'environments.production.accessPolicies',
];

/** A default as it is documented, at one place of the platform. */
interface Promise {
  readonly path: string;
  readonly absent: object;
  readonly written: object;
}

const promises = entityPlaces().flatMap(({ entity, path: place }) =>
  Object.entries(entity.desired).flatMap(([name, field]) => {
    const id = `${entity.name}.${name}`;
    const found = defaultOf(field);
    if (!found || ('text' in found && NO_VALUE.includes(found.text))) return [];
    const writer = IN_WORDS[id] ?? IN_WORDS[`${entity.name}.*`];
    return placesIn(EVERYTHING, place).flatMap((owner): Promise | never[] => {
      const path = [...owner, name];
      if (LEFT_OUT.includes(formatPath(path))) return [];
      const value = 'value' in found ? found.value : writer?.(path);
      if (value === undefined) throw new Error(`no value says the default of ${id}; add one above`);
      const absent = without(EVERYTHING, path) as object;
      const written = { ...(valueAt(absent, owner) as object), [name]: value, ...BESIDE[id] };
      return { path: formatPath(path), absent, written: replaced(absent, owner, written) as object };
    });
  }),
);

function loaded(data: object): Platform {
  const { platform, problems } = loadPlatform(JSON.stringify(data), { file: 'test.yaml' });
  if (!platform) throw new Error(problems.map(({ path, what }) => `${path}: ${what}`).join('\n'));
  return platform;
}

describe('a documented default', () => {
  it('is looked at in every entity of the file', () => {
    const seen = new Set(
      entityPlaces().flatMap(({ entity, path }) => (placesIn(EVERYTHING, path).length > 0 ? [entity.name] : [])),
    );

    expect(
      entityPlaces()
        .map(({ entity }) => entity.name)
        .filter((name) => !seen.has(name)),
    ).toEqual([]);
  });

  it('of the tier is standard', () => {
    const written = { ...STANDARD, cluster: { ...STANDARD.cluster, tier: 'standard' } };

    expect(loaded(STANDARD)).toEqual(loaded(written));
  });

  it.each(promises)('of $path is what stands in the stacks without it', ({ absent, written }) => {
    const [without, withIt] = [loaded(absent), loaded(written)];

    // What the model makes of both is mostly the same already, and then the stacks are.
    if (!isDeepStrictEqual(without, withIt)) expect(synthesize(without)).toEqual(synthesize(withIt));
  });
});
