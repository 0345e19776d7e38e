import { z } from 'zod';
import { type Chain, CHAINS } from '../ledger/event';
import type { Checkpoint, Verification } from '../ledger/verify';
import { LedgerRefusal, unreadableAnchors, unreadableLedger } from '../ledger/refusals';
import { verifyLedger } from '../ledger/verify-ledger';
import type { AuditLog } from './place';
import { s3Note } from './note';

const checkpoint = z.object({ sequence: z.int().min(1), hash: z.string() });

/** A chain with the event from which on it was verified. */
export interface AuditVerification extends Verification {
  /** Undefined for the first one. */
  readonly from: Checkpoint | undefined;
}

export interface VerifyAuditProps {
  /** @default - all */
  readonly chains?: readonly Chain[];
  /** Whether every event is read, and not only those since the last verification that found nothing. @default false */
  readonly full?: boolean;
  /** Called with what begins, in words. */
  readonly onStep: (text: string) => void;
}

/**
 * Verifies chains of the audit log. What cannot be read is not verified, and never counts as whole. Where nothing is
 * found, the next verification goes on from there: the place is kept in the artifacts bucket, as the anchors are.
 *
 * @throws {LedgerRefusal} when the ledger or its anchors cannot be read
 */
export async function verifyAudit(
  log: AuditLog,
  { chains = CHAINS, full = false, onStep }: VerifyAuditProps,
): Promise<AuditVerification[]> {
  const { ledger, s3, artifacts } = log;
  const verified: AuditVerification[] = [];
  for (const chain of chains) {
    onStep(`verifying ${chain}`);
    const note = s3Note(s3, artifacts, `ledger-checkpoints/${chain}.json`, checkpoint);
    const from = full ? undefined : await note.read().catch(rethrown((error) => unreadableAnchors(artifacts, error)));
    const verification = await verifyLedger(ledger, chain, from).catch(
      rethrown((error) => unreadableLedger(ledger.store.bucket, error)),
    );
    if (verification.head && verification.findings.length === 0) await note.write(verification.head);
    verified.push({ ...verification, from });
  }
  return verified;
}

/** For `catch`: what is not told in words of the ledger yet. */
const rethrown = (refusal: (error: Error) => LedgerRefusal) => (error: Error) => {
  throw error instanceof LedgerRefusal ? error : refusal(error);
};
