import type { Action, Change, PlanSummary } from '../../operations/deploy/plan-summary';
import type { Colours } from '../conventions/colours';

/** The engine's own signs, with the colour that each has everywhere. */
const SIGNS: Readonly<
  Record<Action, { readonly sign: string; readonly colour: 'green' | 'yellow' | 'magenta' | 'red' }>
> = {
  create: { sign: '+', colour: 'green' },
  update: { sign: '~', colour: 'yellow' },
  replace: { sign: '-/+', colour: 'magenta' },
  destroy: { sign: '-', colour: 'red' },
  forget: { sign: '.', colour: 'red' },
  import: { sign: '<-', colour: 'green' },
  move: { sign: '->', colour: 'yellow' },
};

/** What a plan does to one stack, in lines below the name of the stack. */
export function planText(stack: string, summary: PlanSummary, colours: Colours): string {
  const outputs = summary.outputs.map(({ name }) => name);
  return [
    `${colours.bold(stack)}: ${countsText(summary)}`,
    ...summary.changes.flatMap((change) => changeLines(change, colours)),
    ...(outputs.length > 0 ? [`  ${colours.dim('outputs that change:')} ${outputs.join(', ')}`] : []),
    ...summary.changedOutside.map((address) => `  ${colours.dim('changed outside:')} ${address}`),
  ].join('\n');
}

const PLANNED = { create: 'to add', update: 'to change', replace: 'to replace', destroy: 'to destroy' };
const DONE: typeof PLANNED = { create: 'added', update: 'changed', replace: 'replaced', destroy: 'destroyed' };

/** `1 to add, 2 to destroy`, or with `done`: `1 added, 2 destroyed`. */
export function countsText({ counts, outputs }: PlanSummary, { done = false } = {}): string {
  const words = Object.entries(done ? DONE : PLANNED) as [keyof typeof counts, string][];
  const parts = words.flatMap(([action, word]) => (counts[action] > 0 ? [`${counts[action]} ${word}`] : []));
  if (parts.length > 0) return parts.join(', ');
  return outputs.length > 0 ? 'only outputs change' : 'no resource changes';
}

function changeLines({ address, action, reasons, attributes, previousAddress }: Change, colours: Colours): string[] {
  const { sign, colour } = SIGNS[action];
  const from = previousAddress === undefined ? '' : colours.dim(` (was ${previousAddress})`);
  return [
    `  ${colours[colour](sign.padStart(3))} ${address}${from}`,
    ...reasons.map((reason) => `        ${colours.dim('because')} ${reason}`),
    // What the provider computes anew says nothing about what was asked for.
    ...attributes
      .filter(({ after }) => after !== '(known after apply)')
      .map(({ path, before, after }) => `        ${path}: ${before} ${colours.dim('→')} ${after}`),
  ];
}
