import { DRIFT_RULES } from './drift/all';
import { Classifier } from './drift/classify';
import { parseRulePath } from './drift/drift-rule';
import { SEVERITIES, type Severity } from './drift/finding';
import { nearest } from '../file/nearest';
import { hasSensitive, SENSITIVE } from '../sensitive';
import type { Rule } from './rule';
import { entriesOf } from './walk';

const platform = new Classifier(DRIFT_RULES);
const KINDS = [...new Set(DRIFT_RULES.flatMap(({ kinds }) => kinds))]
  .filter((kind) => !kind.includes('*') && !kind.includes('/'))
  .sort();

export const driftRulesFit: Rule = {
  id: 'drift-rules-fit',
  about: 'Rules of drift are about attributes that the stacks have, and silence no loss of security',
  source: 'docs/guides/drift.md',
  check(draft, report) {
    for (const { path, entry } of entriesOf(['drift', 'rules'], draft.drift?.rules)) {
      const { type, attribute, severity } = entry;
      if (type === undefined) continue;
      if (!KINDS.includes(type) && !type.startsWith('helm_release/')) {
        const guess = nearest(type, KINDS);
        report([...path, 'type'], {
          what: `no stack has a resource of the type ${type}`,
          allowed: KINDS.join(', '),
          fix: guess ? `write ${guess}` : 'name the type as drift prints it before the first dot of an address',
        });
        continue;
      }
      if (attribute === undefined) continue;
      const place = parseRulePath(attribute);
      const { names, keyText } = place;
      const said = platform.worstOf(type, keyText === undefined ? names : [...names, keyText]);
      if (!said) {
        report([...path, 'attribute'], {
          what: `${type} has no attribute ${attribute}`,
          allowed: 'an attribute of the resource, by its path in the schema of the provider',
          fix: 'name the attribute as drift prints it, without the places in brackets',
        });
        continue;
      }
      const isLess = (than: Severity) =>
        severity !== undefined && SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(than);
      if (said.loses && isLess(said.severity)) {
        report([...path, 'severity'], {
          what: `${attribute} of ${type} is a matter of security (${said.rule}: ${said.because}), which no rule silences`,
          allowed: said.severity,
          fix: 'remove the rule; what is right should be applied, or written into this file',
        });
        continue;
      }
      const within = platform.lossWithin(type, place);
      if (within && isLess(within.severity)) {
        report([...path, 'attribute'], {
          what: `${attribute} of ${type} comprises a matter of security (${within.rule}: ${within.because}), which no rule silences`,
          allowed: 'an attribute without it, such as a single field or a single key',
          fix: 'name what you mean of it, one rule for each',
        });
      }
    }
  },
};

export const driftAcceptanceTells: Rule = {
  id: 'drift-acceptance-tells',
  about: 'An accepted difference says which value is accepted, and not that it is a secret',
  source: 'docs/guides/drift.md',
  check(draft, report) {
    for (const { path, entry } of entriesOf(['drift', 'accept'], draft.drift?.accept)) {
      if (!hasSensitive(entry.value)) continue;
      report([...path, 'value'], {
        what: `the value has a secret in it, which stands here as ${SENSITIVE}: every later one would be accepted, too`,
        allowed: 'a value that is told as it is',
        fix: 'remove the entry and put back what was applied; what others may set at any time is said by a rule in drift.rules',
      });
    }
  },
};
