import * as fc from 'fast-check';
import { API_VERSION } from '../../../model/platform-file';
import { applications } from './applications';
import { cluster } from './cluster';
import { environment } from './environment';
import { network } from './network';
import { observability } from './observability';
import { settings, type PlatformInput, type Setting } from './setting';
import { sources } from './sources';
import { state } from './state';
import { day, distinct, email, map } from './values';

const waiver = fc.record({
  rule: fc.constant('production-multi-az'),
  reason: fc.constant('one tenant only until launch'),
  approvedBy: email,
  approvedOn: day,
});

const imports = ({ environments }: Setting) =>
  distinct(
    fc.record({
      stack: fc.constantFrom('state', 'cluster', ...environments),
      to: fc.constantFrom('linode_lke_cluster.cluster', 'linode_lke_node_pool.pool["general"]', 'linode_domain.zone'),
      id: fc.constantFrom('4711', '4711,815', 'nl-ams:acme-state'),
    }),
    ({ stack, to }) => `${stack} ${to}`,
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
    network: network(setting),
    applications: applications(setting),
    imports: imports(setting),
    sources,
    ...(alerts.length === 0 && { observability: observability(setting) }),
    ...(hasStorage && { state: state(setting) }),
    ...(!waived && { waivers: fc.constant([]) }),
  };
  return map(required, optional) as fc.Arbitrary<PlatformInput>;
}
