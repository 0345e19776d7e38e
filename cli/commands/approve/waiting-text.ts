import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Difference } from '../../../operations/approvals/difference';
import type { Gate, GatedApplication, RolloutStatus } from '../../../operations/approvals/rollouts';
import type { Colours } from '../../conventions/colours';
import { table } from '../../conventions/table';
import { removalLines } from './removal-text';
import { printable, shownLines } from './printable';

/** Lines of a difference that are shown; `--json` has all of it. */
const SHOWN_LINES = 200;

/** What waits, with what it changes. */
export interface GateWithDifferences extends Omit<Gate, 'applications'> {
  readonly applications: readonly (GatedApplication & { readonly difference: Difference })[];
}

export async function withDifferences(
  gates: readonly Gate[],
  environment: EnvironmentVariables,
): Promise<readonly GateWithDifferences[]> {
  const { differenceOf } = await import('../../../operations/approvals/difference');
  const all: GateWithDifferences[] = [];
  for (const gate of gates) {
    const applications = [];
    for (const application of gate.applications) {
      const difference = await differenceOf(application, gate.revision, environment);
      applications.push({ ...application, difference });
    }
    all.push({ ...gate, applications });
  }
  return all;
}

export function listText(rollouts: readonly RolloutStatus[], { yellow, dim }: Colours): string {
  if (rollouts.length === 0)
    return 'nothing waits: no application of the platform has approvals, or none was rolled out';
  const rows = rollouts.flatMap((rollout) =>
    rollout.waiting.length > 0
      ? rollout.waiting.map((gate) => [rollout.name, String(gate.wave), yellow('waits'), gate.revision, namesOf(gate)])
      : [[rollout.name, '', dim(stateOf(rollout)), rollout.root?.operation?.revision ?? '', '']],
  );
  const titles = ['environment', 'wave', '', 'commit', 'applications'].map((title) => ({ title }));
  return [table(titles, rows), ...rollouts.flatMap((it) => [...removalLines(it), ...leftoverLines(it.leftovers)])].join(
    '\n',
  );
}

export function waitingText(rollout: RolloutStatus, waiting: readonly GateWithDifferences[], colours: Colours): string {
  const { name, root } = rollout;
  if (waiting.length === 0) {
    return [
      `nothing of ${name} waits for approval: ${stateOf(rollout)}`,
      ...(root?.operation?.message ? shownLines(root.operation.message).map((line) => `  ${line}`) : []),
      ...rollout.errors.flatMap(shownLines).map((line) => `  ${colours.yellow(line)}`),
      toBegin(name),
      ...removalLines(rollout),
      ...leftoverLines(rollout.leftovers),
    ].join('\n');
  }
  const lines = waiting.flatMap((gate) => [
    `${colours.yellow('waits')}: wave ${gate.wave} of ${name}, commit ${colours.bold(gate.revision)}`,
    ...gate.applications.flatMap((application) => applicationLines(application, gate.revision, colours)),
    gate.applications.some(({ difference }) => difference.isGone)
      ? toBegin(name)
      : `  to approve it: npx lke-platform approve ${name} --revision ${gate.revision} --reason <text>`,
  ]);
  return [...lines, ...removalLines(rollout), ...leftoverLines(rollout.leftovers)].join('\n');
}

/** They stay until somebody who may change everything of the platform removes them: with one goes what it had approved. */
const leftoverLines = (leftovers: readonly Gate[]): string[] =>
  leftovers.length === 0
    ? []
    : [
        `not in platform.yaml any more, so that nothing waits for it: ${leftovers.map(({ name }) => name).join(', ')}`,
        `  to remove it, as cluster-admin, once npx lke-platform apply system is done: kubectl delete waveapproval ${leftovers.map(({ name }) => name).join(' ')} -n argocd`,
      ];

const toBegin = (name: string) =>
  `  to roll out the newest commit: npx lke-platform approve ${name} --begin --reason <text>`;

function applicationLines(
  { name, repository, path, running, difference }: GateWithDifferences['applications'][number],
  revision: string,
  colours: Colours,
): string[] {
  const head = `  ${colours.bold(name)} from ${printable(repository)}, ${printable(path)}: ${running ?? 'nothing'} -> ${revision}`;
  const problem =
    difference.problem === undefined ? [] : shownLines(difference.problem).map((line) => `    ${colours.yellow(line)}`);
  if (difference.text === undefined) return [head, ...problem];
  if (difference.text === '')
    return [head, ...problem, `    ${colours.dim('nothing that its chart is rendered from changes')}`];
  const lines = difference.text.trimEnd().split('\n');
  const more = lines.length - SHOWN_LINES;
  return [
    head,
    ...problem,
    ...lines.slice(0, SHOWN_LINES).map((line) => `    ${coloured(printable(line), colours)}`),
    ...(more > 0 ? [`    ${colours.dim(`and ${more} lines more: --json has all of them`)}`] : []),
  ];
}

function coloured(line: string, { green, red }: Colours): string {
  if (line.startsWith('+') && !line.startsWith('+++')) return green(line);
  return line.startsWith('-') && !line.startsWith('---') ? red(line) : line;
}

const namesOf = ({ applications }: Gate) => applications.map(({ name }) => name).join(', ');

function stateOf({ isRunning, root, errors, former }: RolloutStatus): string {
  if (!root?.operation) return 'never rolled out';
  if (isRunning) return 'is being rolled out';
  const { phase } = root.operation;
  if (phase !== 'Succeeded') return `the last rollout ended as ${phase}`;
  // Of its last wave, a rollout waits for nothing.
  if (errors.length > 0) return 'Argo CD cannot deploy all that was approved';
  // What the platform file has no more is not what the root renders, whatever commit that is of.
  const isOfNewest = former.length > 0 && root.revision === root.operation.revision;
  return root.sync === 'Synced' || isOfNewest ? 'rolled out' : 'rolled out, and a newer commit is there';
}
