import type { ModuleInterface } from '../modules/interface';
import { major, minor, type Change } from './change';

type Moves = ModuleInterface['moved'];

/** Resources that have another address, with a `moved` block or without one. */
export function addressChanges(before: ModuleInterface, after: ModuleInterface): Change[] {
  const gone = before.resources
    .filter((address) => !after.resources.includes(address))
    .map((address) => ({ address, now: destinationOf(address, after) }));
  const destinations = gone.map(({ now }) => now);
  return [
    ...gone.map(({ address, now }) =>
      now === undefined
        ? major(`\`${address}\` is gone, and what is there would be destroyed`)
        : minor(`\`${address}\` is now \`${now}\`, and is moved there`),
    ),
    ...after.resources
      .filter((address) => !before.resources.includes(address) && !destinations.includes(address))
      .map((address) => minor(`\`${address}\` is new`)),
    ...before.moved
      .filter(({ from }) => !after.moved.some((move) => move.from === from))
      .map(({ from, to }) =>
        major(`the moved block from \`${from}\` to \`${to}\` is gone, before all may have used it`),
      ),
  ];
}

/** Where `moved` blocks, one after the other, bring what has an address; undefined if that is nowhere. */
function destinationOf(address: string, { resources, moved }: ModuleInterface): string | undefined {
  const seen = [address];
  for (let at = next(address, moved); at !== undefined && !seen.includes(at); at = next(at, moved)) {
    if (resources.includes(at)) return at;
    seen.push(at);
  }
  return undefined;
}

/** A move of a whole resource takes its instances along, each with its key. */
function next(address: string, moved: Moves): string | undefined {
  const [resource = '', key = ''] = address.split(/(?=\[)/);
  const exact = moved.find(({ from }) => from === address);
  if (exact) return exact.to;
  const whole = moved.find(({ from }) => from === resource);
  return whole && `${whole.to}${key}`;
}
