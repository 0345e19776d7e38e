import * as fc from 'fast-check';
import { API_VERSION } from '../../../model/api-version';
import { SERVICES } from '../../../model/catalogue/offer';
import { applications } from './applications';
import { cluster } from './cluster';
import { environment } from './environment';
import { handoffService, withApprovers } from './handoff-service';
import { network } from './network';
import { observability } from './observability';
import { settings, type PlatformInput, type Setting } from './setting';
import { sources } from './sources';
import { state } from './state';
import { day, distinct, dollars, email, map } from './values';

const waiver = fc.record({
  rule: fc.constant('production-multi-az'),
  reason: fc.constant('one tenant only until launch'),
  approvedBy: email,
  approvedOn: day,
});

const imports = ({ environments }: Setting) =>
  distinct(
    fc.constantFrom(
      { stack: 'cluster', to: 'linode_lke_cluster.cluster', id: '4711' },
      { stack: 'state', to: 'linode_object_storage_bucket.ledger', id: 'nl-ams:acme-ledger' },
      ...environments.map((stack) => ({ stack, to: 'kubernetes_namespace_v1.namespace', id: `env-${stack}` })),
    ),
    ({ stack }) => stack,
  );

const moved = ({ environments }: Setting) =>
  distinct(
    fc.constantFrom(
      ...environments.map((stack) => ({
        stack,
        from: 'kubernetes_limit_range_v1.former',
        to: 'kubernetes_limit_range_v1.namespace_limits',
      })),
    ),
    ({ stack }) => stack,
  );

const drift = map(
  {},
  {
    rules: fc.constant([
      { type: 'linode_domain', attribute: 'ttl_sec', severity: 'none', reason: 'external-dns sets it' },
    ]),
    accept: fc.constant([
      {
        address: 'linode_domain.network_zone["this"]',
        attribute: 'soa_email',
        value: 'dns@acme.example',
        until: '2027-01-31',
        reason: 'until the new address exists',
      },
    ]),
    slack: fc.constant({ webhook: 'env:DRIFT_SLACK_WEBHOOK' }),
    github: map(
      { repository: fc.constant('acme/platform'), token: fc.constant('env:DRIFT_GITHUB_TOKEN') },
      { apiUrl: fc.constant('https://github.acme.example/api/v3') },
    ),
    pagerduty: map(
      { routingKey: fc.constant('ext-vault://drift/pagerduty#key') },
      { eventsUrl: fc.constant('https://events.eu.pagerduty.com/v2/enqueue') },
    ),
    webhook: fc.constant({ url: 'env:DRIFT_WEBHOOK' }),
  },
);

const prices = ({ catalogue }: Setting) =>
  map(
    {},
    {
      instanceTypes: fc.dictionary(fc.constantFrom(...catalogue.instanceTypes.keys()), dollars, {
        noNullPrototype: true,
      }),
      services: map({}, Object.fromEntries(SERVICES.map((service) => [service, dollars]))),
    },
  );

/** Right platform files as plain data: every field of the schema is in some of them, and every optional one left out of some. */
export const platforms: fc.Arbitrary<PlatformInput> = settings.chain(platformIn);

function platformIn(setting: Setting): fc.Arbitrary<PlatformInput> {
  const { environments, alerts, region, catalogue, waived, additions } = setting;
  const hasStorage = (catalogue.regions.get(region)?.objectStorage ?? []).length > 0;
  const required = {
    apiVersion: fc.constant(API_VERSION),
    name: fc.constant(setting.name),
    owners: fc.array(email, { minLength: 1, maxLength: 2 }),
    cluster: cluster(setting),
    environments: fc.record(Object.fromEntries(environments.map((name) => [name, environment(name, setting)]))),
    ...(alerts.length > 0 && { observability: observability(setting) }),
    ...(!hasStorage && { state: state(setting) }),
    ...(waived && { waivers: fc.tuple(waiver) }),
    ...(additions && { catalogue: fc.constant(additions) }),
  };
  const optional = {
    deletionProtection: fc.boolean(),
    deletionLock: fc.boolean(),
    budget: dollars,
    keyRotationFrequencyDays: fc.integer({ min: 1, max: 365 }),
    prices: prices(setting),
    network: network(setting),
    applications: applications(setting),
    argoCd: map({}, { enabled: fc.boolean() }),
    workloadControllers: fc.constantFrom<PlatformInput['workloadControllers']>(
      [],
      [{ serviceAccount: 'argo-rollouts/argo-rollouts', resources: ['rollouts.argoproj.io'] }],
    ),
    imports: imports(setting),
    moved: moved(setting),
    drift,
    handoffService: handoffService(setting),
    sources,
    ...(alerts.length === 0 && { observability: observability(setting) }),
    ...(hasStorage && { state: state(setting) }),
    ...(!waived && { waivers: fc.constant([]) }),
  };
  return (map(required, optional) as fc.Arbitrary<PlatformInput>)
    .map(withSystemPool)
    .map(withApprovers)
    .map(withArgoCd);
}

/** Argo CD is there where it has something to deploy. */
const withArgoCd = (made: PlatformInput): PlatformInput =>
  made.argoCd?.enabled && !made.applications?.length ? { ...made, argoCd: { enabled: false } } : made;

/** Of several pools of system, the file names the one inside the cluster: the one that the generator made for it, wherever it stands. */
function withSystemPool(made: PlatformInput): PlatformInput {
  const { nodePools } = made.environments.system;
  const [first] = nodePools;
  if (nodePools.length < 2 || !first) return made;
  const system = { ...made.environments.system, nodePools: [...nodePools].reverse() };
  return {
    ...made,
    cluster: { ...made.cluster, systemPool: first.name },
    environments: { ...made.environments, system },
  };
}
