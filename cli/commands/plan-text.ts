import type { AttributeChange, Unknown } from '../../operations/plan-review/attribute-changes';
import type { Action, Change, PlanSummary } from '../../operations/plan-review/plan-summary';
import type { Colours } from '../conventions/colours';
import { wayBackLines } from './way-back-text';

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

/** What the summary says of a value that the provider will decide. */
const UNKNOWN: Unknown = '(known after apply)';

/** What a plan does to one stack, in lines below the name of the stack, and what of it cannot be taken back. */
export const planText = (stack: string, summary: PlanSummary, colours: Colours): string =>
  [
    `${colours.bold(stack)}: ${countsText(summary)}`,
    ...planLines(summary, colours),
    ...wayBackLines(summary, colours),
  ].join('\n');

/** What a plan does to one stack. */
export function planLines(summary: PlanSummary, colours: Colours): string[] {
  const outputs = summary.outputs.map(({ name }) => name);
  return [
    ...summary.changes.flatMap((change) => changeLines(change, colours)),
    ...(outputs.length > 0 ? [`  ${colours.dim('outputs that change:')} ${outputs.join(', ')}`] : []),
    ...summary.changedOutside.flatMap((change) => outsideLines(change, colours)),
  ];
}

type Counted = PlanSummary['counts'];
type Words = Readonly<Record<keyof Counted, string>>;

const PLANNED: Words = {
  import: 'to take over',
  create: 'to add',
  update: 'to change',
  replace: 'to replace',
  destroy: 'to destroy',
  move: 'to move',
  forget: 'to forget',
};
const DONE: Words = {
  import: 'taken over',
  create: 'added',
  update: 'changed',
  replace: 'replaced',
  destroy: 'destroyed',
  move: 'moved',
  forget: 'forgotten',
};

/** `1 to add, 2 to destroy`, or with `done`: `1 added, 2 destroyed`. */
export function countsText({ counts, outputs }: PlanSummary, { done = false } = {}): string {
  const words = Object.entries(done ? DONE : PLANNED) as [keyof Counted, string][];
  const parts = words.flatMap(([action, word]) => (counts[action] > 0 ? [`${counts[action]} ${word}`] : []));
  if (parts.length > 0) return parts.join(', ');
  return outputs.length > 0 ? 'only outputs change' : 'no resource changes';
}

function changeLines(change: Change, colours: Colours): string[] {
  const { address, action, importing, previousAddress } = change;
  const { sign, colour } = SIGNS[action];
  const from = previousAddress === undefined ? '' : colours.dim(` (was ${previousAddress})`);
  const takenOver = importing === undefined ? '' : colours.dim(` (takes over ${importing})`);
  return [
    `  ${colours[colour](sign.padStart(3))} ${address}${from}${takenOver}`,
    ...detailLines(change, colours, '        '),
    ...objectLines(change.objects, colours),
  ];
}

/** Objects of their own inside a resource, below it. */
function objectLines(objects: Change['objects'], colours: Colours): string[] {
  return objects.flatMap((object) => {
    const { sign, colour } = SIGNS[object.action];
    return [
      `      ${colours[colour](sign.padStart(3))} ${object.kind} ${object.name}`,
      ...detailLines(object, colours, '            '),
    ];
  });
}

function outsideLines(change: PlanSummary['changedOutside'][number], colours: Colours): string[] {
  const { address, action, objects } = change;
  return [
    `  ${colours.dim('changed outside:')} ${address}${action === 'destroy' ? ' is gone' : ''}`,
    ...detailLines({ ...change, reasons: [] }, colours, '        '),
    ...objectLines(objects, colours),
  ];
}

/** Why something is done, and what changes. */
function detailLines(
  { reasons, attributes }: Pick<Change, 'reasons' | 'attributes'>,
  colours: Colours,
  indent: string,
): string[] {
  return [
    ...reasons.map((reason) => `${indent}${colours.dim('because')} ${reason}`),
    ...attributes.flatMap((attribute) => attributeLines(attribute, colours).map((line) => indent + line)),
  ];
}

function attributeLines(attribute: AttributeChange, colours: Colours): string[] {
  const { path } = attribute;
  if ('lines' in attribute) return [`${path}:`, ...attribute.lines.map((line) => `  ${coloured(line, colours)}`)];
  // What the provider computes anew says nothing about what was asked for.
  if (attribute.after === UNKNOWN) return [];
  return [`${path}: ${attribute.before} ${colours.dim('→')} ${attribute.after}`];
}

function coloured(line: string, colours: Colours): string {
  if (line.startsWith('+')) return colours.green(line);
  return line.startsWith('-') ? colours.red(line) : colours.dim(line);
}
