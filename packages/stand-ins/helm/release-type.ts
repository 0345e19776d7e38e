import { textAt } from '../engine/paths';
import type { Change, ResourceType } from '../engine/resource-type';
import { ProviderError } from '../protocol/service';
import { same, UNKNOWN, type Fields, type Value } from '../protocol/values';
import type { KubernetesConnection } from '../kubernetes/connection';
import type { KubernetesCluster, Release } from '../world/kubernetes';
import { type Faults, Refused } from '../world/faults';
import { chartOf, type Chart } from './chart';
import { shownValues, valuesOf } from './values';

export interface HelmSession {
  connection: KubernetesConnection;
  /** directory of the engine */
  cwd: string;
  /** what a test lets go wrong in the middle of an installation: type `helm`, by `namespace/name` */
  faults: Faults;
}

const OFF = [
  ...['atomic', 'cleanup_on_fail', 'create_namespace', 'dependency_update', 'disable_crd_hooks'],
  ...['disable_openapi_validation', 'disable_webhooks', 'force_update', 'lint', 'pass_credentials', 'recreate_pods'],
  ...['replace', 'reset_values', 'reuse_values', 'skip_crds', 'take_ownership', 'upgrade_install', 'verify'],
  'wait_for_jobs',
];

const DEFAULTS: Fields = {
  ...Object.fromEntries(OFF.map((name) => [name, false])),
  max_history: 0,
  namespace: 'default',
  render_subchart_notes: true,
  timeout: 300,
  wait: true,
};

export const release: ResourceType<HelmSession> = {
  plugin: 'framework',
  replacedBy: ['name', 'namespace'],
  defaults: DEFAULTS,

  validate: ({ name }) =>
    typeof name === 'string' && (name === '' || name.length > 53)
      ? [`Attribute name string length must be between 1 and 53, got: ${name.length}`]
      : [],

  modifyPlan({ prior, planned, config }, { cwd }) {
    const version = plannedVersion(planned, config, cwd);
    const settled: Fields = {
      ...planned,
      description: config.description ?? null,
      status: 'deployed',
      manifest: null,
      resources: null,
      version,
    };
    const recomputed = prior === null || changesMetadata({ prior, planned: settled, config });
    return { ...settled, metadata: recomputed ? UNKNOWN : (settled.metadata ?? null) };
  },

  async create(planned, session, config) {
    const cluster = await reached(session);
    const [namespace, name] = [textAt(planned, 'namespace'), textAt(planned, 'name')];
    if (!cluster.get('namespace', namespace)) {
      if (planned.create_namespace !== true) {
        throw new ProviderError('installation failed', `create: failed to create: namespaces "${namespace}" not found`);
      }
      cluster.put({ kind: 'namespace', namespace: null, name: namespace, labels: { name: namespace } });
    }
    if (cluster.releases.has(keyOf(planned)) && planned.upgrade_install !== true) {
      throw new ProviderError('installation failed', 'cannot re-use a name that is still in use');
    }
    const chart = chartOf(planned, config, session.cwd);
    const deployed = Math.floor(Date.now() / 1000);
    return deploy(cluster, session, withWriteOnly(planned, config), chart, {
      name,
      namespace,
      revision: 1,
      firstDeployed: deployed,
    });
  },

  async read(state, session) {
    const cluster = await reached(session);
    const found = cluster.releases.get(keyOf(state));
    if (!found) return null;
    return { ...state, ...attributesOf(found), version: found.chart.version };
  },

  async update(planned, prior, session, config) {
    const cluster = await reached(session);
    const before = cluster.releases.get(keyOf(prior));
    if (!before) {
      throw new ProviderError(
        'Error upgrading chart',
        `Upgrade failed: "${textAt(prior, 'name')}" has no deployed releases`,
      );
    }
    // What failed stays in the history and is passed over: the next revision follows on it.
    if (before.status.startsWith('pending-')) {
      throw new ProviderError('Error upgrading chart', 'another operation (install/upgrade/rollback) is in progress');
    }
    return deploy(cluster, session, withWriteOnly(planned, config), chartOf(planned, config, session.cwd), {
      ...before,
      revision: before.revision + 1,
      previous: before,
    });
  },

  async destroy(state, session) {
    const cluster = await reached(session);
    const found = cluster.releases.get(keyOf(state));
    if (found?.chart.folder !== undefined) await cluster.mirror?.uninstall(found);
    cluster.releases.delete(keyOf(state));
  },

  importState(id) {
    const [namespace, name] = id.includes('/') ? id.split('/') : ['default', id];
    return { ...DEFAULTS, id: name ?? '', name: name ?? '', namespace: namespace ?? '' };
  },
};

/** As helm does it: the revision is written down as pending, then carried out, and then called deployed. */
async function deploy(
  cluster: KubernetesCluster,
  { faults }: HelmSession,
  planned: Fields,
  chart: Chart,
  { name, namespace, revision, firstDeployed, previous }: Begun,
): Promise<Fields> {
  const pending: Release = {
    name,
    namespace,
    revision,
    previous,
    status: revision === 1 ? 'pending-install' : 'pending-upgrade',
    chart,
    values: valuesOf(planned),
    shownValues: typeof planned.set_wo_revision === 'number' ? '{}' : shownValues(planned),
    firstDeployed,
    lastDeployed: Math.floor(Date.now() / 1000),
  };
  cluster.releases.set(keyOf(planned), pending);
  const install = async () => {
    const { folder } = chart;
    if (folder !== undefined) await cluster.mirror?.install({ name, namespace, folder, values: pending.values });
    const before = previous && { ...previous, status: 'superseded' };
    const deployed: Release = { ...pending, previous: before, status: 'deployed' };
    cluster.releases.set(keyOf(planned), deployed);
    return { ...planned, ...attributesOf(deployed) };
  };
  try {
    return await faults.around({ type: 'helm', name: keyOf(planned), operation: 'update' }, install);
  } catch (error) {
    // Helm writes down what failed; one that is killed writes nothing any more.
    if (!(error instanceof Refused) || error.isKill) throw error;
    cluster.releases.set(keyOf(planned), { ...pending, status: 'failed' });
    throw new ProviderError(revision === 1 ? 'installation failed' : 'Error upgrading chart', error.message);
  }
}

type Begun = Pick<Release, 'name' | 'namespace' | 'revision' | 'firstDeployed' | 'previous'>;

/** Write-only settings are in the configuration alone. */
function withWriteOnly(planned: Fields, config: Fields): Fields {
  return typeof planned.set_wo_revision === 'number' ? { ...planned, set_wo: config.set_wo ?? null } : planned;
}

function attributesOf(deployed: Release): Fields {
  const { name, namespace, revision, status, chart } = deployed;
  return {
    id: name,
    name,
    namespace,
    status,
    manifest: null,
    resources: null,
    metadata: {
      ...{ name, namespace, revision },
      chart: chart.name,
      version: chart.version,
      app_version: chart.appVersion,
      values: deployed.shownValues,
      first_deployed: deployed.firstDeployed,
      last_deployed: deployed.lastDeployed,
      notes: '',
    },
  };
}

function changesMetadata({ prior, planned }: Change): boolean {
  const names = ['chart', 'repository', 'version', 'values', 'set', 'set_sensitive', 'set_list'];
  return names.some((name) => !same(planned[name], prior?.[name]));
}

/** The version that will be installed; unknown as long as the chart is. */
function plannedVersion(planned: Fields, config: Fields, cwd: string): Value {
  const unknown = ['chart', 'repository', 'version'].some((name) => config[name] === UNKNOWN);
  if (unknown) return UNKNOWN;
  const { version } = chartOf(planned, config, cwd);
  checkVersion(config, version);
  return version;
}

function checkVersion(config: Fields, version: string): void {
  const configured = textAt(config, 'version');
  if (configured === '' || configured.replace(/^v/, '') === version.replace(/^v/, '')) return;
  throw new ProviderError(
    'Planned version is different from configured version',
    `The version in the configuration is "${configured}" but the planned version is "${version}".`,
  );
}

async function reached({ connection }: HelmSession): Promise<KubernetesCluster> {
  try {
    return await connection.cluster();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new ProviderError('Kubernetes cluster unreachable', error.message);
  }
}

function keyOf(fields: Fields): string {
  return `${textAt(fields, 'namespace')}/${textAt(fields, 'name')}`;
}
