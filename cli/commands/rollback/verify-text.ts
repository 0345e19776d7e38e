import type { CheckResult } from '../../../model/lifecycle/verification';
import { failedIn, type RollbackLine, type RollbackVerdict } from '../../../operations/rollback/verdict';
import type { Colours } from '../../conventions/colours';
import { table } from '../../conventions/table';

const COLOURS = { passed: 'green', failed: 'red', 'not-applicable': 'dim' } as const;
const WORDS: Readonly<Record<CheckResult, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'not-applicable': 'not applicable',
};

/** Whether a rollback led back, and beside it whether the environments are well. */
export function verificationText(
  id: string,
  lines: readonly RollbackLine[],
  { ledBack, healthy }: RollbackVerdict,
  colours: Colours,
): string {
  const titles = ['', 'check', 'seen'].map((title) => ({ title }));
  const part = (about: RollbackLine['about']) => {
    const own = lines.filter((line) => line.about === about);
    const rows = own.map(({ of, name, result, detail }) => [
      colours[COLOURS[result]](WORDS[result]),
      `${of} ${name}`,
      detail,
    ]);
    return own.length === 0 ? [] : [table(titles, rows), ''];
  };
  const verdict = ledBack ? colours.green('led back') : colours.red('did not lead back');
  return [
    ...part('rollback'),
    `the rollback ${id} ${verdict}`,
    '',
    ...part('environment'),
    ...healthText(lines, healthy, colours),
  ]
    .join('\n')
    .trimEnd();
}

function healthText(
  lines: readonly RollbackLine[],
  healthy: boolean | null,
  { green, red, yellow }: Colours,
): string[] {
  if (healthy === null) return [yellow('whether all is well beside that could not be looked at')];
  if (!healthy) return [`${red('not well')} beside that: ${failedIn(lines, 'environment').join(', ')}`];
  return lines.some(({ about }) => about === 'environment') ? [`what stands on it is ${green('well')}`] : [];
}
