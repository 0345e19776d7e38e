import * as fc from 'fast-check';
import { capacityForPods, PODS_PER_NODE } from '../../../model/capacity';
import {
  APPROVALS,
  READING_VERBS,
  ROLES,
  VERBS,
  type Role,
  RAISING_VERBS,
} from '../../../model/entities/access-policy';
import { type EnvironmentName } from '../../../model/entities/environment';
import { PANELS } from '../../../model/entities/environment-dashboard';
import { AUTOMATIC_CONDITIONS, type AutomaticCondition } from '../../../model/entities/rollback-plan';
import { neededFields } from '../../../model/derive/secret-form';
import { SECRET_PURPOSES } from '../../../model/entities/secrets-bundle';
import { SECRET_SOURCES } from '../../../model/secret-reference';
import { nodePools, type NodePoolInput } from './node-pools';
import { type PlatformInput, type Setting } from './setting';
import { day, distinct, dollars, domainBelow, email, labels, map, name, reference, timestamp } from './values';

type EnvironmentInput = PlatformInput['environments']['system'];
type AccessPolicyInput = NonNullable<EnvironmentInput['accessPolicies']>[number];

/** An environment whose quota fits its pools, and whose names differ from those of the others. */
export function environment(environmentName: EnvironmentName, setting: Setting): fc.Arbitrary<EnvironmentInput> {
  const zone = `${environmentName}.${setting.zone}`;
  return fc
    .tuple(
      nodePools(environmentName, setting),
      fc.option(
        distinct(domainBelow(zone), (domain) => domain),
        { nil: undefined },
      ),
    )
    .chain(([pools, domains]) =>
      map(
        { nodePools: fc.constant(pools) },
        {
          owners: fc.array(email, { minLength: 1, maxLength: 2 }),
          labels,
          ...(domains && { domains: fc.constant(domains) }),
          deletionProtection: fc.boolean(),
          budget: dollars,
          retired: fc.constant(false),
          evidence: distinct(name(20), (text) => text),
          rollbackOn: goesBackByItself(environmentName, setting)
            ? fc.subarray<AutomaticCondition>([...AUTOMATIC_CONDITIONS])
            : fc.constant([]),
          quota: quota(environmentName, pools, setting),
          limitRange,
          logs: map(
            {},
            {
              retentionDays: fc.integer({ min: 1, max: 365 }),
              ingestionMegabytesPerSecond: fc.integer({ min: 1, max: 100 }),
            },
          ),
          networkPolicy: networkPolicy(environmentName, setting),
          deploymentPolicy,
          accessPolicies: distinct(accessPolicy(environmentName), ({ role }) => role, 4),
          secretsBundle: secretsBundle(environmentName),
          dashboard: dashboard(environmentName, setting),
          ...(domains && domains.length > 0 && { handoff: handoff(domains) }),
        },
      ),
    )
    .map((made) => withRoom(environmentName, setting, withApprover(environmentName, made as EnvironmentInput)));
}

/** Nothing goes back by itself in production, nor in system beside it. */
const goesBackByItself = (environmentName: EnvironmentName, { environments }: Setting) =>
  environmentName !== 'production' && !(environmentName === 'system' && environments.includes('production'));

/** A hand-off comes with the domains it is about, and in production with those who approve access. */
function withApprover(environmentName: EnvironmentName, made: EnvironmentInput): EnvironmentInput {
  const { handoff: contract, ...rest } = made;
  const approves = ({ role }: AccessPolicyInput) => role === 'platform-engineer';
  const isApproved = environmentName !== 'production' || made.accessPolicies?.some(approves);
  return contract && (!made.domains || !isApproved) ? rest : made;
}

/** As many collectors as there can be. */
const MOST_COLLECTORS = { observability: { otelCollectors: 20 } };

/** Few enough replicas for the smallest pool, where no quota takes its room. */
const deploymentPolicy = map(
  {},
  {
    minReplicas: fc.integer({ min: 1, max: 2 }),
    maxReplicas: fc.integer({ min: 2, max: 4 }),
    autoscalerMaxReplicas: fc.constant(2),
    maxUnavailable: fc.constant(1),
    maxSurgePercent: fc.integer({ min: 0, max: 100 }),
  },
);

/** Whatever bounds replicas from above comes with the room for them: of system, the baseline may take it all. */
function withRoom(environmentName: EnvironmentName, { catalogue }: Setting, made: EnvironmentInput): EnvironmentInput {
  if (made.deploymentPolicy?.maxReplicas === undefined) return made;
  const { cpu, memory } = capacityForPods(environmentName, made.nodePools, MOST_COLLECTORS, catalogue) ?? {
    cpu: 0,
    memory: 0,
  };
  if (cpu >= 1 && memory >= 1) return without(made, 'quota', 'limitRange');
  return { ...made, deploymentPolicy: without(made.deploymentPolicy, 'maxReplicas') };
}

const without = <T extends object>(owner: T, ...keys: string[]): T =>
  Object.fromEntries(Object.entries(owner).filter(([key]) => !keys.includes(key))) as T;

function quota(environmentName: EnvironmentName, pools: readonly NodePoolInput[], { catalogue }: Setting) {
  const { cpu, memory, nodes } = capacityForPods(environmentName, pools, MOST_COLLECTORS, catalogue) ?? {
    cpu: 1,
    memory: 1,
    nodes: 1,
  };
  const whole = (max: number) => fc.integer({ min: 1, max });
  return map(
    {},
    {
      cpu: fc.oneof(
        whole(cpu),
        whole(cpu).map(String),
        whole(cpu * 1000).map((millicores) => `${millicores}m`),
      ),
      memory: fc.oneof(
        whole(memory).map((gib) => `${gib}Gi`),
        whole(memory * 1024).map((mib) => `${mib}Mi`),
      ),
      pods: whole(Math.min(nodes * PODS_PER_NODE, 11_000)),
      loadBalancers: fc.integer({ min: 0, max: 100 }),
    },
  );
}

/** Resources of a container between two bounds, so that request, limit and largest limit cannot cross. */
const resources = (cpu: readonly [number, number], memory: readonly [number, number]) =>
  map(
    {},
    {
      cpu: fc.integer({ min: cpu[0], max: cpu[1] }).map((millicores) => `${millicores}m`),
      memory: fc.integer({ min: memory[0], max: memory[1] }).map((mib) => `${mib}Mi`),
    },
  );

const limitRange = map(
  {},
  {
    defaultRequest: resources([10, 100], [16, 128]),
    default: resources([100, 500], [128, 512]),
    max: resources([500, 1000], [512, 2048]),
  },
);

function networkPolicy(environmentName: EnvironmentName, { environments }: Setting) {
  const others = environments.filter((other) => other !== environmentName);
  return map({}, { internetEgress: fc.boolean(), allowFrom: fc.shuffledSubarray(others) });
}

const permission = fc.record({
  apiGroups: fc.subarray(['', 'apps', 'networking.k8s.io', '*'], { minLength: 1 }),
  resources: fc.subarray(['pods', 'pods/log', 'deployments', '*'], { minLength: 1 }),
  verbs: fc.subarray([...VERBS], { minLength: 1 }),
});
const reading = permission.map((entry) => ({ ...entry, resources: ['pods', 'pods/log'], verbs: [...READING_VERBS] }));
/** Nothing with which a team would get at rights it was not given. */
const working = permission.map((entry) => ({
  ...entry,
  verbs: ['get', ...entry.verbs.filter((verb) => verb !== '*' && !RAISING_VERBS.some((raising) => raising === verb))],
}));
const PERMISSIONS = {
  'platform-engineer': permission,
  'break-glass': permission,
  'app-team': working,
  'read-only': reading,
};

const isFilled = (list: readonly unknown[]) => list.length > 0;

const accessPolicy = (environmentName: EnvironmentName) =>
  fc.constantFrom(...ROLES).chain((role: Role) => {
    const breakGlass = role === 'break-glass';
    const kubeconfigSecret = fc
      .constantFrom(...SECRET_SOURCES)
      .map((source) => `${source}://${environmentName}/${role}`);
    const optional = {
      permissions: fc.array(PERMISSIONS[role], { minLength: 1, maxLength: 2 }),
      maxDuration: breakGlass ? fc.constantFrom('PT30M', 'PT8H', 'P1D') : fc.constantFrom('PT8H', 'P30D', 'P4W'),
      requiresIncidentTicket: breakGlass ? fc.constant(true) : fc.boolean(),
      approval: fc.constantFrom(...APPROVALS),
      reviewedOn: day,
    };
    const groups = {
      oidcGroups: distinct(
        name(20).map((group) => `oidc:${group}`),
        (group) => group,
      ).filter(isFilled),
    };
    const policy = { role: fc.constant(role), kubeconfigSecret };
    return breakGlass
      ? map(policy, { ...optional, expiry: timestamp })
      : map({ ...policy, expiry: timestamp }, { ...optional, ...groups });
  }) as fc.Arbitrary<AccessPolicyInput>;

function secretsBundle(environmentName: EnvironmentName) {
  return fc.constantFrom('linode-secret-manager' as const, 'ext-vault' as const).chain((source) => {
    const item = (purpose: fc.Arbitrary<(typeof SECRET_PURPOSES)[number]>, itemName: fc.Arbitrary<string>) =>
      fc.tuple(itemName, purpose).chain(([called, what]) => {
        // A Secret of a type of Kubernetes has several fields, or one of a certain name: the reference is to all of it.
        const isTyped = neededFields({ name: called, purpose: what }, environmentName === 'system').length > 0;
        const whole = (text: string) => (isTyped ? text.replace(/#.*/, '') : text);
        return map(
          {
            name: fc.constant(called),
            purpose: fc.constant(what),
            rotationFrequencyDays: fc.integer({ min: 1, max: 365 }),
          },
          { reference: reference(source).map(whole) },
        );
      });
    const required = fc.tuple(
      item(fc.constant('api-token'), fc.constant('token')),
      item(fc.constant('metrics-credentials'), fc.constant('metrics')),
    );
    const more = distinct(
      item(
        // What opens a repository takes Argo CD.
        fc.constantFrom(...SECRET_PURPOSES.filter((purpose) => purpose !== 'repository-credentials')),
        name(20).map((text) => `x-${text}`),
      ),
      (found) => found.name,
    );
    const ids = { system: '1', development: '2', staging: '3', production: '4' };
    return map(
      { source: fc.constant(source), items: fc.tuple(required, more).map((items) => items.flat()) },
      { bundleId: fc.uuid({ version: 5 }).map((id) => id.slice(0, -1) + ids[environmentName]) },
    );
  });
}

function dashboard(environmentName: EnvironmentName, { alerts }: Setting) {
  return map(
    {},
    {
      dashboardUid: name(20).map((text) => `${environmentName}_${text}`),
      panels: fc.shuffledSubarray([...PANELS], { minLength: 1 }),
      alerts: fc.shuffledSubarray([...alerts]),
    },
  );
}

function handoff(domains: readonly string[]) {
  const base = fc.constantFrom(...domains);
  return map(
    { ingressBaseDomain: fc.oneof(base, base.chain(domainBelow)) },
    { deploymentSteps: fc.array(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 3 }) },
  );
}
