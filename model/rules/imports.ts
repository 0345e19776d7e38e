import { CLUSTER_ADDRESSES } from '../addresses';
import { nearest } from '../file/nearest';
import type { StackId } from '../naming';
import { stackAddresses } from '../stack-addresses';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';

export const importsFit: Rule = {
  id: 'imports-fit',
  about: 'What is taken over goes to a resource that a stack of the platform has, each once',
  source: 'Terraform, import block',
  check(draft, report) {
    const entries = entriesOf(['imports'], draft.imports);
    const stacks: StackId[] = ['state', 'cluster', ...environmentsOf(draft).map(({ name }) => name)];
    for (const { path, entry } of entries) {
      if (entry.stack === undefined || stacks.includes(entry.stack)) continue;
      report([...path, 'stack'], {
        what: `the platform has no stack ${entry.stack}`,
        allowed: stacks.join(', '),
        fix: `name another stack, or add environments.${entry.stack}`,
      });
    }
    for (const { path, entry } of entries) {
      const { stack, to } = entry;
      if (stack === undefined || to === undefined || !stacks.includes(stack)) continue;
      const known = stackAddresses(draft, stack);
      if (known.includes(to)) continue;
      const alike = known.filter((address) => typeOf(address) === typeOf(to));
      report([...path, 'to'], {
        what: `the stack ${stack} has no resource ${to}, so that Terraform would refuse the import`,
        allowed: (alike.length > 0 ? alike : known).join(', '),
        fix: wayTo(
          to,
          alike,
          stacks.filter((other) => stackAddresses(draft, other).includes(to)),
        ),
      });
    }
    const place = ({ entry: { stack, to } }: (typeof entries)[number]) => stack && to && `${stack} ${to}`;
    for (const { entry, first } of duplicatesOf(entries, place)) {
      report([...entry.path, 'to'], {
        what: `import ${first.index + 1} of the list goes to the same address`,
        allowed: 'each address of a stack once',
        fix: 'remove one of them',
      });
    }
    const taken = ({ entry: { to, id } }: (typeof entries)[number]) => to && id && `${typeOf(to)} ${id}`;
    for (const { entry, first } of duplicatesOf(entries, taken)) {
      if (place(entry) === place(first)) continue;
      report([...entry.path, 'id'], {
        what: `import ${first.index + 1} of the list takes over the same object, so that two resources would manage it`,
        allowed: 'each object once',
        fix: 'write the id of the object that belongs to this address, or remove one of them',
      });
    }
  },
};

/** What to write in the file for an address to be there. */
const PARTS: Readonly<Record<string, string>> = {
  [CLUSTER_ADDRESSES.vpc]: 'network.vpc',
  [CLUSTER_ADDRESSES.subnet]: 'network.vpc',
  [CLUSTER_ADDRESSES.firewall]: 'network.firewall',
  [CLUSTER_ADDRESSES.zone]: 'network.dns',
};

const typeOf = (address: string) => address.split('.')[0];

function wayTo(to: string, alike: readonly string[], others: readonly StackId[]): string {
  const [elsewhere] = others;
  if (elsewhere) return `write stack: ${elsewhere}`;
  const part = PARTS[to];
  if (part) return `add ${part}, which makes this resource, or remove the import`;
  const guess = nearest(to, alike) ?? (alike.length === 1 ? alike[0] : undefined);
  return guess ? `write ${guess}` : 'name a resource of this stack, or remove the import';
}
