import type { StackId } from '../naming';
import { stackAddresses } from '../stack-addresses';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf, environmentsOf } from './walk';

const typeOf = (address: string) => address.split('.')[0];

export const movesFit: Rule = {
  id: 'moves-fit',
  about: 'What has got another address has a new one that its stack has, and an old one that no resource has any more',
  source: 'Terraform, moved block',
  check(draft, report) {
    const entries = entriesOf(['moved'], draft.moved);
    const stacks: StackId[] = ['state', 'cluster', ...environmentsOf(draft).map(({ name }) => name)];
    for (const { path, entry } of entries) {
      const { stack, from, to } = entry;
      if (stack === undefined) continue;
      if (!stacks.includes(stack)) {
        report([...path, 'stack'], {
          what: `the platform has no stack ${stack}`,
          allowed: stacks.join(', '),
          fix: 'name another stack, or remove the entry',
        });
        continue;
      }
      const known = stackAddresses(draft, stack);
      const alike = known.filter((address) => from === undefined || typeOf(address) === typeOf(from));
      if (to !== undefined && !known.includes(to)) {
        report([...path, 'to'], {
          what: `the stack ${stack} has no resource ${to}, so that what is moved there would be destroyed`,
          allowed: alike.join(', ') || 'the address of a resource of the same type that the stack has',
          fix: 'name the resource as it is called now, or remove the entry',
        });
      } else if (from !== undefined && to !== undefined && typeOf(from) !== typeOf(to)) {
        report([...path, 'to'], {
          what: `${from} cannot become a resource of another type`,
          allowed: alike.join(', ') || `a resource of the type ${String(typeOf(from))}`,
          fix: 'name a resource of the same type',
        });
      }
      if (from !== undefined && known.includes(from)) {
        report([...path, 'from'], {
          what: `the stack ${stack} still has the resource ${from}, so that Terraform would refuse to move it`,
          allowed: 'an address that no resource of the stack has any more',
          fix: 'remove the entry, or give the resource its new name',
        });
      }
    }
    for (const key of ['from', 'to'] as const) {
      const place = ({ entry }: (typeof entries)[number]) =>
        entry.stack && entry[key] && `${entry.stack} ${entry[key]}`;
      for (const { entry, first } of duplicatesOf(entries, place)) {
        report([...entry.path, key], {
          what: `entry ${first.index + 1} of the list already moves ${key} this address`,
          allowed: 'each address of a stack once',
          fix: 'remove one of them',
        });
      }
    }
  },
};
