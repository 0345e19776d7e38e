import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';

export const noRollbackByItselfInProduction: Rule = {
  id: 'no-rollback-by-itself-in-production',
  about: 'A rollback of production, or of system beside it, is decided by a person',
  source: 'docs/adr/0041-what-starts-a-rollback.md',
  check(draft, report) {
    const { production } = draft.environments ?? {};
    const isInUse = production !== undefined && production.retired !== true;
    for (const { name, path, environment } of environmentsOf(draft)) {
      if ((environment.rollbackOn ?? []).length === 0) continue;
      if (name !== 'production' && !(name === 'system' && isInUse)) continue;
      report([...path, 'rollbackOn'], {
        what:
          name === 'production'
            ? 'nothing goes back in production by itself'
            : 'nothing goes back in system by itself while production stands on it',
        allowed: '[], or nothing',
        fix: 'remove rollbackOn; go back with npx lke-platform rollback run <change>',
      });
    }
  },
};

export const rollbackConditionsUnique: Rule = {
  id: 'rollback-conditions-unique',
  about: 'An environment names each condition once that starts a rollback by itself',
  source: 'docs/guides/rollback.md',
  check(draft, report) {
    for (const { path, environment } of environmentsOf(draft)) {
      const conditions = entriesOf([...path, 'rollbackOn'], environment.rollbackOn);
      for (const { entry } of duplicatesOf(conditions, ({ entry }) => entry)) {
        report(entry.path, { what: `duplicate ${entry.entry}`, allowed: 'each once', fix: 'remove one of them' });
      }
    }
  },
};
