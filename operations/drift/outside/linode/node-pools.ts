import { ENVIRONMENT_NAMES } from '../../../../model/entities/environment';
import type { StackId } from '../../../../model/naming';
import type { Difference } from '../../../../model/rules/drift/difference';
import { orphansAmong } from '../../../orphans/orphan';
import { poolsOfStates } from '../../../orphans/linode-things';
import type { LinodeReading } from './linode-reading';
import { marksOf } from './marked-things';
import { undeclared } from './undeclared';

/**
 * Pools with the tag of those of environments that no state holds. Each is of the environment whose name it begins with;
 * where that is none that was applied, it is of the cluster.
 */
export async function undeclaredPools(reading: LinodeReading): Promise<readonly Difference[]> {
  const { declared, stacks, applied, unread } = reading;
  const find = async () => orphansAmong(await poolsOfStates(marksOf(reading)), declared.held, []);
  const ofStack = (name: string): StackId =>
    ENVIRONMENT_NAMES.find((it) => applied.includes(it) && name.startsWith(`${it}-`)) ?? 'cluster';
  // What could not be read may be of any of them.
  const places = stacks.filter((stack) => stack !== 'state');
  const pools = await unread.orNothingOf(places, 'the node pools', find);
  return pools.map(({ type, id, name, mark }) => undeclared(ofStack(name), { type, id, after: { label: name, mark } }));
}
