import type { ContractChange } from '../../../model/handoff/change';
import { WITHDRAWN_RULE } from '../../../model/handoff/withdrawal';
import type { ComparedContract } from '../../../operations/handoff/compare-published';
import type { Colours } from '../../conventions/colours';

/** Differences of contracts, what breaks first. */
export function diffText(compared: readonly ComparedContract[], colours: Colours): string {
  if (compared.length === 0) return 'no environment is handed off';
  return compared.map((it) => ofEnvironment(it, colours)).join('\n');
}

function ofEnvironment({ environment, published, changes, notCompared }: ComparedContract, colours: Colours): string {
  const name = colours.bold(environment);
  if (published === null) return `${name}: not published yet`;
  if (notCompared !== undefined)
    return `${name}: what it changes, and whether that breaks, is not known: ${notCompared}`;
  if (changes.some(({ rule }) => rule === WITHDRAWN_RULE))
    return [`${name}: is not handed off any more`, ...changes.map((change) => changeLine(change, colours))].join('\n');
  if (changes.length === 0) return `${name}: as version ${published} says`;
  return [`${name}: differs from version ${published}`, ...changes.map((change) => changeLine(change, colours))].join(
    '\n',
  );
}

/** One difference in a line. */
export function changeLine({ effect, rule, at, before, after }: ContractChange, { red, green }: Colours): string {
  const mark = effect === 'breaking' ? red('breaking') : green('additive');
  return `  ${mark}  ${at}: ${before ?? 'nothing'} → ${after ?? 'nothing'}  (${rule})`;
}
