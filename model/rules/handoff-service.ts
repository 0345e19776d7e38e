import { ALERTMANAGER_ACCOUNT } from '../derive/alerting/handoff-receiver';
import type { Rule } from './rule';
import { entriesOf } from './walk';

const ROLES = ['handoffService', 'roles'];

export const handoffRolesOfSomebody: Rule = {
  id: 'handoff-role-of-somebody',
  about:
    'A role with the hand-off service is of a group or of a ServiceAccount, and one of a group has an identity provider',
  source: 'docs/guides/handoff.md',
  check(draft, report) {
    for (const { path, entry } of entriesOf(ROLES, draft.handoffService?.roles)) {
      const { groups = [], serviceAccounts = [], role = 'the role' } = entry;
      if (groups.length + serviceAccounts.length === 0) {
        report(path, {
          what: `nobody has ${role} by this entry`,
          allowed: 'at least one group or ServiceAccount',
          fix: 'add groups: [<group>], or remove the entry',
        });
      }
      if (groups.length > 0 && draft.handoffService?.oidc === undefined) {
        report([...path, 'groups'], {
          what: 'there is no identity provider that could tell who is of these groups',
          allowed: 'groups beside handoffService.oidc',
          fix: 'add handoffService.oidc: {issuer: https://…, clientId: …}, or name serviceAccounts',
        });
      }
    }
  },
};

export const alertSourcesAreMachines: Rule = {
  id: 'alert-sources-are-machines',
  about: 'Who tells the hand-off service of alerts is a machine',
  source: 'docs/guides/handoff.md',
  check(draft, report) {
    for (const { path, entry } of entriesOf(ROLES, draft.handoffService?.roles)) {
      if (entry.role !== 'alert-source' || (entry.groups ?? []).length === 0) continue;
      report([...path, 'groups'], {
        what: 'alert-source is for the ServiceAccount of an Alertmanager, not for people',
        allowed: 'serviceAccounts alone',
        fix: 'remove groups',
      });
    }
  },
};

/** Without TLS an address is one of loopback. */
const WITHOUT_TLS = 'http://';

export const alertsReachHandoff: Rule = {
  id: 'alerts-reach-handoff',
  about: "Where the hand-off service takes alerts, the platform's own Alertmanager sends them, to where it gets",
  source: 'docs/guides/handoff.md',
  check({ handoffService }, report) {
    const roles = entriesOf(ROLES, handoffService?.roles);
    const sources = roles.filter(
      ({ entry: { role, serviceAccounts = [] } }) => role === 'alert-source' && serviceAccounts.length > 0,
    );
    const own = sources.find(({ entry }) => entry.serviceAccounts?.includes(ALERTMANAGER_ACCOUNT));
    const [first] = sources;
    if (first && !own) {
      report([...first.path, 'serviceAccounts'], {
        severity: 'warning',
        what: 'no alert-source is the Alertmanager of the platform, so that it tells the service of no alert',
        allowed: `${ALERTMANAGER_ACCOUNT}, beside any other`,
        fix: `add ${ALERTMANAGER_ACCOUNT}`,
      });
    }
    if (own && handoffService?.service === undefined && handoffService?.address?.startsWith(WITHOUT_TLS)) {
      report(['handoffService', 'address'], {
        severity: 'warning',
        what: 'Alertmanager does not get to this address, so that no alert reaches the service',
        allowed: 'an address of other machines, or the Service in the cluster beside it',
        fix: 'add service: <namespace>/<name>, such as handoff/handoff',
      });
    }
  },
};

export const handoffApproverIsThere: Rule = {
  id: 'handoff-approver',
  about: 'Where the service grants access to production, somebody is a platform-engineer of it, who can approve',
  source: 'data-model.md, ServiceHandoffContract',
  check(draft, report) {
    const { handoffService, environments } = draft;
    const roles = handoffService?.roles;
    if (!roles || !environments?.production?.handoff) return;
    const isApprover = roles.some(
      (entry) =>
        entry?.role === undefined ||
        (entry.role === 'platform-engineer' &&
          (entry.groups ?? ['?']).length > 0 &&
          (entry.environments ?? ['production']).includes('production')),
    );
    if (isApprover) return;
    report(ROLES, {
      what: 'nobody could approve access to production',
      allowed: 'a role platform-engineer with groups, in production',
      fix: 'add {role: platform-engineer, groups: [<group>]}',
    });
  },
};
