import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';

export const importsFit: Rule = {
  id: 'imports-fit',
  about: 'What is taken over goes into stacks of the platform, each address once',
  source: 'Terraform, import block',
  check(draft, report) {
    const entries = entriesOf(['imports'], draft.imports);
    const stacks = ['state', 'cluster', ...environmentsOf(draft).map(({ name }) => name)];
    for (const { path, entry } of entries) {
      if (entry.stack === undefined || stacks.includes(entry.stack)) continue;
      report([...path, 'stack'], {
        what: `the platform has no stack ${entry.stack}`,
        allowed: stacks.join(', '),
        fix: `name another stack, or add environments.${entry.stack}`,
      });
    }
    const place = ({ entry: { stack, to } }: (typeof entries)[number]) => stack && to && `${stack} ${to}`;
    for (const { entry, first } of duplicatesOf(entries, place)) {
      report([...entry.path, 'to'], {
        what: `import ${first.index + 1} of the list goes to the same address`,
        allowed: 'each address of a stack once',
        fix: 'remove one of them',
      });
    }
  },
};
