import type { Adopted } from '../../operations/adopt/adopt';
import type { Change } from '../../operations/adopt/difference';
import type { Colours } from '../conventions/colours';
import { countOf } from '../conventions/count-of';

/** What a person reads after an import. */
export function importText(adopted: Adopted, isBroken: boolean, colours: Colours): string {
  const { file, platform, cluster, pools, imports, tagged } = adopted;
  const summary =
    `${colours.green('written')}: ${file}, platform ${platform} of cluster ${cluster.label} (${cluster.id}): ` +
    `${countOf(pools.length, 'node pool')}, ${countOf(imports.length, 'import')}`;
  const tags = tagged.length > 0 ? [`${colours.green('tagged')}: ${tagged.map((id) => `pool ${id}`).join(', ')}`] : [];
  return [
    summary,
    ...tags,
    ...changeLines(adopted, colours),
    ...leftOutLines(adopted, colours),
    '',
    next(adopted, isBroken),
  ].join('\n');
}

function changeLines({ changes }: Adopted, colours: Colours): string[] {
  if (changes === undefined) return ['', 'What the first apply changes can be told once the file breaks no rule.'];
  if (changes.length === 0) return ['', 'The first apply changes nothing of what exists.'];
  const later = ({ afterImports = false }: Change) => afterImports;
  return [
    ...section(
      'The first apply changes in place, and replaces nothing:',
      changes.filter((it) => !later(it)),
      colours,
    ),
    ...section('The first apply after the imports are removed changes in place:', changes.filter(later), colours),
  ];
}

function section(title: string, changes: readonly Change[], { bold }: Colours): string[] {
  if (changes.length === 0) return [];
  const addresses = [...new Set(changes.map(({ address }) => address))];
  const linesOf = (address: string) => changes.filter((change) => change.address === address).flatMap(changeLine);
  return ['', title, ...addresses.flatMap((address) => [`  ${bold(address)}`, ...linesOf(address)])];
}

function changeLine({ attribute, before, after, consequence }: Change): string[] {
  const line = `    ${attribute}: ${shown(before)} → ${shown(after)}`;
  return consequence === undefined ? [line] : [line, `      ${consequence}`];
}

const shown = (value: unknown) => JSON.stringify(value ?? null);

function leftOutLines({ leftOut }: Adopted, { bold }: Colours): string[] {
  if (leftOut.length === 0) return [];
  return [
    '',
    'The file cannot say:',
    ...leftOut.flatMap(({ what, reason, consequence }) => [`  ${bold(what)}`, `    ${reason}`, `    ${consequence}`]),
  ];
}

/** More than one pool needs the external tags in the state before the first plan. */
function next({ file, pools }: Adopted, isBroken: boolean): string {
  if (isBroken) return `Next: fix ${file} where it breaks a rule, then npx lke-platform validate ${file}`;
  const intoState = pools.length > 1 ? [`import --into-state ${file}`] : [];
  const steps = [`bootstrap ${file}`, ...intoState, 'plan', 'apply'];
  return [
    `Next: read ${file} and commit it, then`,
    ...steps.map((step) => `  npx lke-platform ${step}`),
    'Once every stack is applied, remove imports from the file, synthesize, and apply once more.',
  ].join('\n');
}
