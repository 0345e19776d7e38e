import { distance } from 'fastest-levenshtein';
import { resourcesOf, type StackJson } from './synthesize';

/** Command that writes the lists of addresses again. */
const WRITE_COMMAND = 'npm run snapshots';

/** Every resource address of a stack, sorted; one per instance where a resource has several. */
export const resourceAddresses = (stack: StackJson): string[] =>
  resourcesOf(stack)
    .flatMap(({ type, name, body }) =>
      instanceKeys(`${type}.${name}`, body.for_each).map((key) => `${type}.${name}${key}`),
    )
    .sort();

function instanceKeys(address: string, forEach: unknown): string[] {
  if (forEach === undefined) return [''];
  if (typeof forEach !== 'object' || forEach === null || Array.isArray(forEach)) {
    throw new Error(`for_each of ${address} is not a literal map, so that its addresses are not known before an apply`);
  }
  return Object.keys(forEach).map((key) => `[${JSON.stringify(key)}]`);
}

/**
 * Compares the addresses of a stack with the committed list.
 *
 * @throws {Error} when they differ, with the `moved` blocks that renames need
 */
export function expectAddresses(stack: string, actual: readonly string[], committed: readonly string[]): void {
  const changes = changesOfAddresses(stack, actual, committed);
  if (changes.length === 0) return;
  const advice = `If all of that is meant, run \`${WRITE_COMMAND}\` and commit the list with the change.`;
  throw new Error([...changes, advice].join('\n'));
}

/** What differs between the addresses of a stack and the committed list, with the `moved` blocks that renames need. */
export function changesOfAddresses(stack: string, actual: readonly string[], committed: readonly string[]): string[] {
  const removed = committed.filter((address) => !actual.includes(address));
  const added = actual.filter((address) => !committed.includes(address));
  if (removed.length + added.length === 0) return [];
  const renames = likelyRenames(removed, added);
  return [
    `The addresses of stack ${stack} changed. Terraform destroys what has lost its address, and makes what has a new one.`,
    ...removed.map((address) => `  - ${address}`),
    ...added.map((address) => `  + ${address}`),
    ...(renames.length > 0 ? movedAdvice(stack, renames) : []),
  ];
}

interface Rename {
  readonly from: string;
  readonly to: string;
}

/** Pairs of the same type that are closer to each other than to any other address. */
function likelyRenames(removed: readonly string[], added: readonly string[]): Rename[] {
  return removed.flatMap((from) => {
    const to = closest(from, added);
    return to !== undefined && closest(to, removed) === from ? [{ from, to }] : [];
  });
}

function closest(address: string, others: readonly string[]): string | undefined {
  const sameType = others.filter((other) => typeOf(other) === typeOf(address));
  return sameType.sort((a, b) => distance(address, a) - distance(address, b))[0];
}

const typeOf = (address: string) => address.slice(0, address.indexOf('.'));

function movedAdvice(stack: string, renames: readonly Rename[]): string[] {
  return [
    `If ${renames.length === 1 ? 'it was a rename' : 'these were renames'}, keep what is there: write in platform.yaml`,
    '    moved:',
    ...renames.map(({ from, to }) => `      - { stack: ${stack}, from: '${from}', to: '${to}' }`),
    'or, for a change of the constructs, in stacks/moved.ts.',
  ];
}
