import { unsafeStore } from './refusals';
import { statusOf, type LedgerStore } from './store';

/** Beside the chains; it is created once and stays. */
const PROBE = 'create-only.probe';
const TEXT = 'This object shows whether the store refuses to create an object that exists.\n';

/** Answers of stores that know no condition on a write. */
const UNSUPPORTED = [400, 501];

/**
 * Checks that the store refuses to create what exists, without which a chain would lose events.
 *
 * @throws {LedgerRefusal} when it does not
 */
export async function refuseUnsafeStore(store: LedgerStore): Promise<void> {
  try {
    if ((await store.create(PROBE, TEXT)) === 'exists') return;
    // Now it is there, so that a second time has to fail.
    if ((await store.create(PROBE, TEXT)) === 'exists') return;
  } catch (error) {
    if (!UNSUPPORTED.includes(statusOf(error) ?? 0)) throw error;
  }
  throw unsafeStore(store.bucket);
}
