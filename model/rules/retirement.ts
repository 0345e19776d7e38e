import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';

export const systemIsNotRetired: Rule = {
  id: 'system-is-not-retired',
  about: 'The environment system is never retired: every other one stands on it',
  source: 'docs/guides/retire.md',
  check(draft, report) {
    if (draft.environments?.system?.retired !== true) return;
    report(['environments', 'system', 'retired'], {
      what: 'system cannot be retired: the baseline of every environment is in it, and the pool that LKE demands',
      allowed: 'false',
      fix: 'remove retired; system goes with the platform: npx lke-platform destroy --platform --export <folder>',
    });
  },
};

export const retiredIsNotProtected: Rule = {
  id: 'retired-is-not-protected',
  about: 'An environment that is retired is not protected from deletion',
  source: 'docs/guides/retire.md',
  check(draft, report) {
    for (const { name, path, environment } of environmentsOf(draft)) {
      if (environment.retired !== true || environment.deletionProtection !== true) continue;
      report([...path, 'deletionProtection'], {
        what: `${name} cannot be both retired and protected from deletion`,
        allowed: 'false, or nothing, beside retired: true',
        fix: 'remove deletionProtection, or retired',
      });
    }
  },
};

export const evidenceNamesUnique: Rule = {
  id: 'evidence-names-unique',
  about: 'An environment names each report that it demands once',
  source: 'docs/guides/verify.md',
  check(draft, report) {
    for (const { path, environment } of environmentsOf(draft)) {
      const names = entriesOf([...path, 'evidence'], environment.evidence);
      for (const { entry } of duplicatesOf(names, ({ entry }) => entry)) {
        report(entry.path, { what: `duplicate ${entry.entry}`, allowed: 'each name once', fix: 'remove one of them' });
      }
    }
  },
};
