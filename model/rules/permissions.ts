import { RAISING_VERBS, READING_VERBS, type Role } from '../entities/access-policy';
import type { Draft, PlatformDraft } from '../draft';
import type { EnvironmentFile } from '../platform-file';
import type { Path } from '../problem';
import type { Rule } from './rule';
import { entriesOf, environmentsOf } from './walk';

type Permission = NonNullable<EnvironmentFile['accessPolicies'][number]['permissions']>[number];

/** Roles that answer for the platform, and may therefore hand out rights. */
const TRUSTED: readonly Role[] = ['platform-engineer', 'break-glass'];

/**
 * Resources of the core group with which one runs commands, gets at other identities or reads secrets, whatever the
 * verb: `get` on pods/exec is enough to run a command (Kubernetes 1.33 and before).
 */
const NEVER_READ_ONLY = [
  'secrets',
  'pods/exec',
  'pods/attach',
  'pods/portforward',
  'pods/ephemeralcontainers',
  'pods/proxy',
  'services/proxy',
  'nodes/proxy',
  'serviceaccounts/token',
];

/** Resources on which a wildcard of verbs holds one of the raising verbs, by API group. */
const RAISABLE: Readonly<Record<string, readonly string[]>> = {
  '': ['users', 'groups', 'serviceaccounts'],
  'rbac.authorization.k8s.io': ['roles', 'clusterroles'],
  'authentication.k8s.io': ['uids', 'userextras'],
};

interface PermissionEntry {
  readonly role: Role;
  readonly path: Path;
  readonly permission: Draft<Permission>;
}

function permissionsOf(draft: PlatformDraft): PermissionEntry[] {
  return environmentsOf(draft).flatMap(({ path, environment }) =>
    entriesOf([...path, 'accessPolicies'], environment.accessPolicies).flatMap(
      ({ path: at, entry: { role, permissions } }) =>
        role === undefined
          ? []
          : entriesOf([...at, 'permissions'], permissions).map(({ path, entry }) => ({
              role,
              path,
              permission: entry,
            })),
    ),
  );
}

export const readOnlyReads: Rule = {
  id: 'read-only-reads',
  about: 'The role read-only changes nothing',
  source: 'data-model.md, AccessPolicy',
  check(draft, report) {
    for (const { role, path, permission } of permissionsOf(draft)) {
      if (role !== 'read-only') continue;
      for (const { path: place, entry: verb } of entriesOf([...path, 'verbs'], permission.verbs)) {
        if (READING_VERBS.includes(verb)) continue;
        report(place, {
          what: `the role read-only must not be given the verb ${verb}`,
          allowed: READING_VERBS.join(', '),
          fix: `remove ${verb}, or give it to the role app-team`,
        });
      }
    }
  },
};

export const readOnlyRunsNothing: Rule = {
  id: 'read-only-runs-nothing',
  about: 'The role read-only has no resource with which one runs commands, takes another identity or reads secrets',
  source: 'Kubernetes RBAC, good practices; data-model.md, AccessPolicy',
  check(draft, report) {
    for (const { role, path, permission } of permissionsOf(draft)) {
      if (role !== 'read-only') continue;
      const hasCore = covers(permission.apiGroups, '');
      for (const { path: place, entry: resource } of entriesOf([...path, 'resources'], permission.resources)) {
        const reached = NEVER_READ_ONLY.filter((name) =>
          resource.includes('*') ? hasCore && includes(resource, name) : isLike(resource, name),
        );
        if (reached.length === 0) continue;
        const isWildcard = resource.includes('*');
        report(place, {
          what: isWildcard
            ? `the role read-only must not be given ${resource}, which includes ${reached.join(', ')}`
            : `the role read-only must not be given ${resource}, whatever the verb: ${consequenceOf(resource)}`,
          allowed: `resources other than ${NEVER_READ_ONLY.join(', ')}, and no wildcard that includes them`,
          fix: isWildcard
            ? 'list the resources one by one, such as pods, pods/log, services, configmaps, events'
            : `remove ${resource}, or give it to the role app-team`,
        });
      }
    }
  },
};

export const rightsAreNotRaised: Rule = {
  id: 'rights-are-not-raised',
  about: `Only ${TRUSTED.join(' and ')} may ${RAISING_VERBS.join(', ')}`,
  source: 'Kubernetes RBAC, privilege escalation prevention',
  check(draft, report) {
    for (const { role, path, permission } of permissionsOf(draft)) {
      if (TRUSTED.includes(role)) continue;
      const raisable = raisableBy(permission);
      for (const { path: place, entry: verb } of entriesOf([...path, 'verbs'], permission.verbs)) {
        const isNamed = RAISING_VERBS.some((name) => name === verb);
        if (!isNamed && (verb !== '*' || raisable.length === 0)) continue;
        // Any verb but a reading one is refused for read-only already.
        if (role === 'read-only') continue;
        report(place, {
          what: isNamed
            ? `the role ${role} must not be given the verb ${verb}, with which it gets at rights it was not given`
            : `the verb * on ${raisable.join(', ')} includes ${RAISING_VERBS.join(', ')}`,
          allowed: `for the role ${role}, verbs other than ${RAISING_VERBS.join(', ')}`,
          fix: isNamed
            ? `remove ${verb}`
            : 'list the verbs one by one, such as get, list, watch, create, update, patch, delete, or name apiGroups without them, such as apps and batch',
        });
      }
    }
  },
};

const covers = (list: readonly (string | undefined)[] | undefined, name: string) =>
  (list ?? []).some((entry) => entry === '*' || entry === name);

/** Whether a resource with a wildcard includes another: `*` includes all, and with a subresource all that have it. */
const includes = (wildcard: string, name: string) => wildcard === '*' || name.endsWith(wildcard.slice(1));

/** Whether a resource is one of the list, or its like: any resource can have a proxy. */
const isLike = (resource: string, name: string) =>
  resource === name || (name.endsWith('/proxy') && resource.endsWith('/proxy'));

function consequenceOf(resource: string): string {
  if (resource === 'secrets') return 'it reads every credential of the namespace';
  if (resource === 'serviceaccounts/token') return 'it takes the identity of a service account';
  return 'it reaches into running pods';
}

/** Resources of a permission on which there are raising verbs. */
function raisableBy({ apiGroups, resources }: Draft<Permission>): string[] {
  return Object.entries(RAISABLE).flatMap(([group, names]) =>
    covers(apiGroups, group) ? names.filter((name) => covers(resources, name)) : [],
  );
}
