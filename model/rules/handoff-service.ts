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
