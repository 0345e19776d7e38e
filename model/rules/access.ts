import { BREAK_GLASS_MAX_SECONDS, CREDENTIAL_MAX_SECONDS, CREDENTIAL_MIN_SECONDS } from '../entities/access-policy';
import { durationSeconds } from '../values';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';
import type { PlatformDraft } from '../draft';

const policiesOf = (draft: PlatformDraft) =>
  environmentsOf(draft).flatMap(({ name, path, environment }) =>
    entriesOf([...path, 'accessPolicies'], environment.accessPolicies).map((found) => ({ ...found, name })),
  );

export const onePolicyPerRole: Rule = {
  id: 'one-policy-per-role',
  about: 'An environment has one access policy per role',
  source: 'data-model.md, AccessPolicy',
  check(draft, report) {
    const key = ({ name, entry }: { name: string; entry: { role?: string | undefined } }) =>
      entry.role && `${name}/${entry.role}`;
    for (const { entry, first } of duplicatesOf(policiesOf(draft), key)) {
      report([...entry.path, 'role'], {
        what: `${entry.name} has a policy for ${String(entry.entry.role)} already, entry ${first.index + 1}`,
        allowed: 'one policy per role',
        fix: 'put both into one policy',
      });
    }
  },
};

export const breakGlassIsShort: Rule = {
  id: 'break-glass-is-short',
  about: 'Break-glass credentials live at most 24 hours and need an incident ticket',
  source: 'data-model.md, AccessPolicy',
  check(draft, report) {
    for (const { path, entry } of policiesOf(draft)) {
      if (entry.role !== 'break-glass') continue;
      if (entry.maxDuration !== undefined && (durationSeconds(entry.maxDuration) ?? 0) > BREAK_GLASS_MAX_SECONDS) {
        report([...path, 'maxDuration'], {
          what: `a break-glass credential must not live for ${entry.maxDuration}`,
          allowed: 'a duration of at most PT24H',
          fix: 'write PT24H or less',
        });
      }
      if (entry.requiresIncidentTicket === false) {
        report([...path, 'requiresIncidentTicket'], {
          what: 'a break-glass credential needs an incident ticket',
          allowed: 'true',
          fix: 'remove requiresIncidentTicket',
        });
      }
    }
  },
};

export const policiesExpire: Rule = {
  id: 'policies-expire',
  about: 'Credentials of every role but break-glass have a day on which they are rotated',
  source: 'data-model.md, AccessPolicy',
  check(draft, report) {
    for (const { path, entry } of policiesOf(draft)) {
      if (entry.role === undefined || entry.role === 'break-glass' || entry.expiry !== undefined) continue;
      report([...path, 'expiry'], {
        what: `the policy for ${entry.role} has no expiry`,
        given: 'nothing',
        allowed: 'an ISO-8601 timestamp with offset',
        fix: 'add for example expiry: 2027-01-31T00:00:00Z',
      });
    }
  },
};

export const credentialsLiveLongEnough: Rule = {
  id: 'credentials-live-long-enough',
  about: 'A credential lives at least ten minutes, because Kubernetes gives out no shorter one',
  source: 'Kubernetes TokenRequest (expirationSeconds)',
  check(draft, report) {
    for (const { path, entry } of policiesOf(draft)) {
      const seconds = entry.maxDuration === undefined ? undefined : durationSeconds(entry.maxDuration);
      if (seconds === undefined || seconds >= CREDENTIAL_MIN_SECONDS) continue;
      report([...path, 'maxDuration'], {
        what: `Kubernetes gives out no credential that lives for ${String(entry.maxDuration)} only`,
        allowed: 'a duration of at least PT10M',
        fix: 'write PT10M or more',
      });
    }
  },
};

export const credentialsEnd: Rule = {
  id: 'credentials-end',
  about: 'No credential outlives the quarter in which its policy is reviewed',
  source: 'data-model.md, AccessPolicy',
  check(draft, report) {
    for (const { path, entry } of policiesOf(draft)) {
      const seconds = entry.maxDuration === undefined ? undefined : durationSeconds(entry.maxDuration);
      if (entry.role === 'break-glass' || seconds === undefined || seconds <= CREDENTIAL_MAX_SECONDS) continue;
      report([...path, 'maxDuration'], {
        what: `a credential must not live for ${String(entry.maxDuration)}, longer than the quarter after which its policy is reviewed`,
        allowed: 'a duration of at most P92D',
        fix: 'write P92D or less',
      });
    }
  },
};

export const kubeconfigSecretsDistinct: Rule = {
  id: 'kubeconfig-secrets-distinct',
  about: 'Each policy keeps its kubeconfig at a place of its own, or one role would get that of another',
  source: 'data-model.md, AccessPolicy',
  check(draft, report) {
    const place = ({ entry }: { entry: { kubeconfigSecret?: string | undefined } }) => entry.kubeconfigSecret;
    for (const { entry, first } of duplicatesOf(policiesOf(draft), place)) {
      report([...entry.path, 'kubeconfigSecret'], {
        what: `the kubeconfig of ${String(first.entry.role)} in ${first.name} is kept there already`,
        allowed: 'a reference that no other policy has',
        fix: 'name another place, such as one with environment and role in its path',
      });
    }
  },
};

export const noStandingBreakGlass: Rule = {
  id: 'no-standing-break-glass',
  about: 'Nobody breaks the glass by being a member of a group: that would ask for no ticket, and not end',
  source: 'data-model.md, AccessPolicy',
  check(draft, report) {
    for (const { path, entry } of policiesOf(draft)) {
      if (entry.role !== 'break-glass' || entry.oidcGroups === undefined) continue;
      report([...path, 'oidcGroups'], {
        what: 'break-glass is never given to groups',
        allowed: 'nothing; break-glass takes a grant with an incident ticket',
        fix: 'remove oidcGroups, or give another role to the group',
      });
    }
  },
};
