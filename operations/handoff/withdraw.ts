import type { EnvironmentName } from '../../model/entities/environment';
import { withdrawal } from '../../model/handoff/withdrawal';
import { noteAnchoring } from '../audit/anchoring';
import type { AuditRecorder } from '../audit/record';
import type { Ledger } from '../ledger/ledger';
import type { Contracts } from './contracts';
import { CONTRACT_KIND } from './kinds';
import { lastPublished, lastVersion, type Publication, type RecordedVersion } from './publish';

/** Where contracts are withdrawn. */
export interface WithdrawalBook {
  readonly ledger: Ledger;
  readonly contracts: Pick<Contracts, 'newestId' | 'keepWithdrawal'>;
}

/** It is withdrawn already. */
class AlreadyWithdrawn extends Error {
  constructor(readonly last: RecordedVersion | undefined) {
    super('withdrawn');
  }
}

/**
 * Whether there is a contract to withdraw; whether its document can be read does not matter, since it ends. The bucket knows
 * one whose withdrawal was cut off, and the ledger one whose document was: of both the event comes first.
 */
export const isInForce = async (
  { ledger, contracts }: { readonly ledger: Ledger; readonly contracts: Pick<Contracts, 'newestId'> },
  environment: EnvironmentName,
): Promise<boolean> =>
  (await contracts.newestId(environment)) !== undefined || (await lastPublished(ledger, environment)) !== undefined;

/**
 * Withdraws the contract of an environment that is not handed off any more: its last version is one that says so. As with
 * one that is published the event comes first, and what is missing of it is kept by the next run.
 *
 * @returns undefined where nothing is published
 */
export async function withdrawContract(
  { ledger, contracts }: WithdrawalBook,
  audit: Pick<AuditRecorder, 'actor' | 'unwritten'>,
  environment: EnvironmentName,
): Promise<Publication | undefined> {
  if (!(await isInForce({ ledger, contracts }, environment))) return undefined;
  let version = 1;
  try {
    const appended = await ledger.appendDecided(environment, async () => {
      const last = await lastVersion(ledger, environment);
      if (typeof last?.hash !== 'string') throw new AlreadyWithdrawn(last);
      version = last.version + 1;
      return {
        kind: CONTRACT_KIND,
        actor: audit.actor,
        what: `withdrew the hand-off contract of ${environment} with version ${version}: it is not handed off any more`,
        why: null,
        details: { version, hash: null, namespace_uid: null, breaking: 1, additive: 0 },
      };
    });
    noteAnchoring(audit, appended);
  } catch (error) {
    if (!(error instanceof AlreadyWithdrawn)) throw error;
    if (error.last) await contracts.keepWithdrawal(environment, error.last.version);
    return undefined;
  }
  await contracts.keepWithdrawal(environment, version);
  return { environment, status: 'withdrawn', version, hash: null, changes: [withdrawal(version - 1)] };
}
