import type { Difference } from '../../../../model/rules/drift/difference';
import type { LinodeReading } from './linode-reading';
import type { StackId } from '../../../../model/naming';
import { switchedOffAutoscalers } from './autoscalers';
import { attachedFirewalls } from './attached-firewalls';
import { undeclaredBuckets } from './buckets';
import { undeclaredRecords } from './dns-records';
import { markedThings } from './marked-things';
import { undeclaredNodeBalancers } from './node-balancers';
import { undeclaredPools } from './node-pools';

/** Stacks that have more at Linode than pools. */
const AT_LINODE: readonly StackId[] = ['state', 'cluster'];

/** What differs at Linode that no plan shows. */
export async function readLinode(reading: LinodeReading): Promise<readonly Difference[]> {
  const { declared, stacks, unread } = reading;
  const read: Promise<readonly Difference[]>[] = [switchedOffAutoscalers(declared, unread), undeclaredPools(reading)];
  if (stacks.some((stack) => AT_LINODE.includes(stack))) {
    read.push(
      markedThings(reading),
      attachedFirewalls(reading),
      undeclaredBuckets(reading),
      undeclaredRecords(declared, unread),
      undeclaredNodeBalancers(reading),
    );
  }
  return withoutRepetition((await Promise.all(read)).flat());
}

/** A firewall can be found by its tag and by what it is attached to. */
function withoutRepetition(differences: readonly Difference[]): Difference[] {
  const keys = new Map(differences.map((it) => [`${it.stack} ${it.address} ${it.path.join('.')}`, it]));
  return [...keys.values()];
}
