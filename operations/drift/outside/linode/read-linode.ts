import type { Difference } from '../../../../model/rules/drift/difference';
import type { LinodeReading } from './linode-reading';
import { switchedOffAutoscalers } from './autoscalers';
import { attachedFirewalls } from './attached-firewalls';
import { undeclaredBuckets } from './buckets';
import { undeclaredRecords } from './dns-records';
import { markedThings } from './marked-things';
import { undeclaredNodeBalancers } from './node-balancers';

/** What differs at Linode that no plan shows. */
export async function readLinode(reading: LinodeReading): Promise<readonly Difference[]> {
  const { declared, isAll, unread } = reading;
  const read: Promise<readonly Difference[]>[] = [switchedOffAutoscalers(declared, unread)];
  if (isAll) {
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
