import type { EnvironmentVariables } from '../../model/environment-variables';
import type { AuditEntry, AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import { orphansOf } from '../deploy/orphans-of';
import type { OutputFolder } from '../deploy/output-folder';
import { type HeldLock, lockText } from '../object-storage/locks';
import { clusterClient } from '../kubernetes/cluster';
import { wordFor } from './kinds';
import type { Orphan } from './orphan';
import { readStates } from './read-states';
import { LOCK_FIX } from './report';
import { removeThing } from './remove-things';
import { parseReference, referenceOf } from './thing';

export interface RemoveProps {
  readonly output: OutputFolder;
  readonly environment: EnvironmentVariables;
  /** Asks whether one of them shall go. */
  readonly approve: (orphan: Orphan) => Promise<boolean>;
  /** Where it is written down what is removed. @default - nowhere */
  readonly audit?: AuditRecorder | undefined;
}

/** What became of one of them. */
export interface Removal {
  readonly orphan: Orphan;
  readonly status: 'removed' | 'declined';
}

/** Something is not removed, with every reason. */
export class RemovalRefused extends Error {
  constructor(readonly problems: readonly { readonly what: string; readonly fix?: string }[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'RemovalRefused';
  }
}

/**
 * Removes orphans, each after consent. Only what is an orphan at this moment, and carries the platform's marks, goes.
 *
 * @param references as `referenceOf` writes them
 * @throws {RemovalRefused} when one of them is none, or is protected, or somebody is at work; then nothing is removed
 */
export async function removeOrphans(references: readonly string[], props: RemoveProps): Promise<Removal[]> {
  const { output, environment, approve, audit } = props;
  const wanted = references.map(parseReference).map(referenceOf);
  const { orphans, notChecked, locks } = await orphansOf({ output, environment });
  refuseWhileLocked(locks);
  const named = wanted.flatMap((reference) => orphans.find((orphan) => referenceOf(orphan) === reference) ?? []);
  const refusals = [
    ...wanted.filter((reference) => !named.some((orphan) => referenceOf(orphan) === reference)).map(noOrphan),
    ...named.flatMap(protection),
  ];
  if (refusals.length > 0) throw new RemovalRefused([...refusals, ...notChecked.map((what) => ({ what }))]);
  const { platform, buckets, endpoint, linodeApi } = output;
  const place = { platform, bucket: buckets.state, endpoint, linodeApi };
  const { cluster } = await readStates(place, environment);
  const client = await clusterClient(cluster, output.linodeApi, environment).catch(() => undefined);
  const removals: Removal[] = [];
  for (const orphan of [...named].sort(whatIsInsideFirst)) {
    const isApproved = await approve(orphan);
    if (isApproved) await recorded(audit, entryOf(orphan), () => removeThing(orphan, client));
    removals.push({ orphan, status: isApproved ? 'removed' : 'declined' });
  }
  return removals;
}

/** Linode removes no VPC that has subnets. */
const whatIsInsideFirst = (a: Orphan, b: Orphan) => Number(a.type === 'linode_vpc') - Number(b.type === 'linode_vpc');

const entryOf = ({ type, id, name }: Orphan): AuditEntry => ({
  chain: 'platform',
  kind: 'orphan-remove',
  what: `remove the orphan ${type}:${id} (${name})`,
  details: { type, id, name },
});

const noOrphan = (reference: string) => ({
  what: `${reference} is not an orphan of this platform: it does not exist, a state holds it, or it has none of its marks`,
  fix: 'see what there is: npx lke-platform orphans',
});

function protection(orphan: Orphan) {
  const { protectedBy: field } = orphan;
  if (field === undefined) return [];
  return {
    what: `the ${wordFor(orphan.type)} ${orphan.name} (${orphan.id}) is of a kind that is protected from deletion`,
    fix: `two steps: first set ${field}: false in the platform file, have that reviewed, and synthesize; then remove it again`,
  };
}

/** What is made by whoever holds a lock is not in the state yet. */
function refuseWhileLocked(locks: readonly HeldLock[]): void {
  if (locks.length === 0) return;
  throw new RemovalRefused(
    locks.map((lock) => ({
      what: `${lockText(lock)}: what is made there now is not in the state yet`,
      fix: LOCK_FIX,
    })),
  );
}
