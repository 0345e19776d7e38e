import { storeErrorText } from '../object-storage/error-text';

/** The ledger cannot do what was asked, for a reason that a person can remove. */
export class LedgerRefusal extends Error {
  override readonly name = 'LedgerRefusal';
}

export const missingBucket = (bucket: string, cause: Error) =>
  new LedgerRefusal(`there is no bucket ${bucket} for the ledger. bootstrap makes it: npx lke-platform bootstrap.`, {
    cause,
  });

export const unknownFate = (bucket: string, id: string, cause: Error) =>
  new LedgerRefusal(
    `whether event ${id} is in the ledger (bucket ${bucket}) is not known: ${storeErrorText(cause)}. ` +
      'See what is there with npx lke-platform audit list, once the object storage answers.',
    { cause },
  );

export const unsafeStore = (bucket: string) =>
  new LedgerRefusal(
    `the object storage ignores If-None-Match in the bucket ${bucket}, so two writers would overwrite each other's ` +
      'events. A bucket does that once versioning was switched on in it, and for ever; other stores never honour it. ' +
      'Nothing was written. Keep the ledger in a bucket without versioning: copy its objects away, remove the bucket, ' +
      'let npx lke-platform bootstrap make it again, and copy them back; npx lke-platform doctor tells what a store can do.',
  );

export const unreadableAnchors = (bucket: string, cause: Error) =>
  new LedgerRefusal(
    `the anchors in the bucket ${bucket} cannot be read, without which nothing is known of what was cut or replaced: ` +
      `${storeErrorText(cause)}. See npx lke-platform doctor, and try again once the bucket answers.`,
    { cause },
  );

export const unreadableLedger = (bucket: string, cause: Error) =>
  new LedgerRefusal(
    `the ledger in the bucket ${bucket} cannot be read, so nothing was verified: ${storeErrorText(cause)}. ` +
      'See npx lke-platform doctor, and try again once the bucket answers.',
    { cause },
  );
