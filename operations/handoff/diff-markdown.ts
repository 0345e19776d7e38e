import type { RootContent } from 'mdast';
import type { ContractChange } from '../../model/handoff/change';
import { WITHDRAWN_RULE } from '../../model/handoff/withdrawal';
import { type ComparedContract, isDifferent } from './compare-published';
import { code, heading, paragraph, printed, strong, tableOf, text } from './markdown';

/** What a change does to contracts, as a part of a comment on a pull request; empty where it does nothing. */
export function contractDiffMarkdown(compared: readonly ComparedContract[]): string {
  const different = compared.filter(isDifferent);
  if (different.length === 0) return '';
  return printed([heading(2, 'Hand-off contracts'), ...different.flatMap(ofEnvironment)]);
}

function ofEnvironment({ environment, published, breaking, changes, notCompared }: ComparedContract): RootContent[] {
  if (published === null)
    return [paragraph(strong(environment), text(': its first contract is published by the apply.'))];
  if (notCompared !== undefined) {
    const unknown = `: what this changes, and whether that breaks, is not known: ${notCompared}.`;
    return [paragraph(strong(environment), text(unknown))];
  }
  if (changes.some(({ rule }) => rule === WITHDRAWN_RULE))
    return [
      paragraph(
        strong(environment),
        text(`: is not handed off any more, which `),
        strong('breaks'),
        text(` what version ${published} says.`),
      ),
      tableOf(COLUMNS, changes.map(cellsOf)),
    ];
  const judged = breaking ? 'breaks what version' : 'adds to what version';
  return [
    paragraph(strong(environment), text(`: ${judged} ${published} says.`)),
    tableOf(COLUMNS, changes.map(cellsOf)),
  ];
}

const COLUMNS = ['effect', 'where', 'before', 'after', 'rule'];

const cellsOf = ({ effect, at, before, after, rule }: ContractChange) => [
  [effect === 'breaking' ? strong(effect) : text(effect)],
  [code(at)],
  before === null ? [] : [code(before)],
  after === null ? [] : [code(after)],
  [text(rule)],
];
