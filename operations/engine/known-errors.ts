import { type EnginePlace, engineLine } from './engine-place';
import { unlockLine } from '../object-storage/locks';
import { liftLock } from './lift-lock';
import { WHAT_KEEPS_NAMESPACES } from '../kubernetes/what-keeps';

interface KnownError {
  /** Found in the text of one error, in which blanks and line ends are one blank each. */
  readonly sign: RegExp;
  readonly fix: (match: RegExpExecArray, place: EnginePlace) => string;
}

const BOOTSTRAP_WRITES = 'bootstrap writes both to a file to source';

/**
 * What to do about errors that users meet, told from the engine's own words; the first that fits counts. The words are
 * what Terraform 1.11 and OpenTofu 1.10 print on Ceph, which __tests__/store/known-errors.test.ts tries.
 */
const KNOWN: readonly KnownError[] = [
  {
    // The lock's own id: the store numbers its requests, too ("RequestID: tx…"). One that is damaged may have none.
    sign: /Error acquiring the state lock.* Lock Info: ID: (?!Path: )(\S+)/,
    fix: ([, id = ''], place) =>
      'somebody else is working on this stack: wait, and try again. Only if that run is dead (the lock says who and when), ' +
      `release its lock: ${engineLine(place, 'force-unlock', id)}`,
  },
  {
    sign: /Error acquiring the state lock.*(failed to unmarshal JSON data into LockInfo|unable to json parse the lock info|Lock Info: ID: Path: )/,
    fix: (_, { stack }) =>
      `the lock is damaged, so that the engine cannot release it. If nobody is at work on this stack: ${unlockLine(stack)}`,
  },
  {
    sign: /Failed to persist state to backend/,
    fix: (_, place) =>
      `${place.folder}/errored.tfstate is now the only copy of the state: keep it. When the object storage answers again, ` +
      `npx lke-platform apply ${place.stack} puts it back, as does ${engineLine(place, 'state', 'push', 'errored.tfstate')}`,
  },
  {
    sign: /Error releasing the state lock/,
    fix: () => 'the lock may still be there; npx lke-platform doctor names it, with the command that releases it',
  },
  {
    sign: /cannot import state with (serial|lineage)|cannot overwrite existing state with serial/,
    fix: (_, place) =>
      'the state in the store was written by another run meanwhile. Keep both, compare them ' +
      `(${engineLine(place, 'state', 'pull')}), and import what only the local one has`,
  },
  {
    sign: /XAmzContentSHA256Mismatch/,
    fix: () =>
      'set AWS_REQUEST_CHECKSUM_CALCULATION and AWS_RESPONSE_CHECKSUM_VALIDATION to when_required: this object storage ' +
      'refuses the checksums that the client adds otherwise',
  },
  {
    // The words of the API are not recorded anywhere; those of a lock that stands in the way of another one are.
    sign: /lock \(Lock ID: \d+\) needs to be removed|\[4\d\d\].*\b(cannot_delete|resource lock)/,
    fix: (_, { stack }) =>
      `a lock of Linode is on what would be deleted. One that no stack made is lifted in Cloud Manager; one of ours first: ` +
      liftLock(stack),
  },
  {
    sign: /\[401\] .*not authorized|\[403\]/,
    fix: () => 'LINODE_TOKEN lacks a scope, or its user a grant: npx lke-platform doctor tells which scopes it takes',
  },
  {
    sign: /\[401\]|no kubeconfig of cluster.*: 401 /,
    fix: () =>
      'set LINODE_TOKEN to a personal access token that is in force: npx lke-platform doctor tells what is wrong',
  },
  {
    sign: /NoSuchBucket/,
    fix: () =>
      'the bucket of the state does not exist; make it: npx lke-platform bootstrap. If the platform was destroyed, nothing is left to do',
  },
  {
    sign: /No valid credential sources (found|for S3)/,
    fix: () => `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to a key of the buckets; ${BOOTSTRAP_WRITES}`,
  },
  {
    // What the provider asks of a bucket; the state only asks for objects.
    sign: /operation error S3: (Head|Get|Put|Delete)Bucket\w*,.*StatusCode: 403/,
    fix: () =>
      `correct LINODE_OBJ_ACCESS_KEY and LINODE_OBJ_SECRET_KEY: they do not open this bucket; ${BOOTSTRAP_WRITES}`,
  },
  {
    sign: /InvalidAccessKeyId|SignatureDoesNotMatch/,
    fix: () => 'correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: they are not a key of this object storage',
  },
  {
    sign: /operation error S3: .*StatusCode: 403/,
    fix: () =>
      'AWS_ACCESS_KEY_ID is not a key of the state bucket of this platform, or one that may only read: source the file that ' +
      'npx lke-platform bootstrap wrote, or plan with --no-lock',
  },
  {
    sign: /x509: /,
    fix: () =>
      'this machine does not trust the certificate of that address; for object storage with an authority of your own, ' +
      'name its certificate in AWS_CA_BUNDLE',
  },
  {
    sign: /operation error S3: .*StatusCode: (0|429|5\d\d),/,
    fix: () =>
      'the object storage does not answer, or has trouble: try again; npx lke-platform doctor tells whether it is reached',
  },
  {
    // Of the API server, and of the provider after five minutes.
    sign: /because it is being terminated|last state: 'Terminating'/,
    fix: (_, { stack }) =>
      `a namespace is being deleted, and something in it keeps it there. What that is: ${WHAT_KEEPS_NAMESPACES}. Once it ` +
      `is gone, go on: npx lke-platform plan ${stack}`,
  },
  {
    sign: /Backend configuration changed/,
    fix: (_, place) =>
      'this folder was used with another place of the state. If the state is where the stack says now, say so: ' +
      engineLine(place, 'init', '-reconfigure'),
  },
  {
    sign: /BucketNotEmpty|bucket.*not empty/i,
    fix: () => 'the bucket still has objects: keep what you need of them, empty the bucket, and try again',
  },
  {
    sign: /Saved plan is stale/,
    fix: () => 'the state changed after the plan was made: plan again, and review that',
  },
  {
    sign: /Instance cannot be destroyed/,
    fix: () =>
      'this is protected from deletion. If it shall really go: set deletionProtection: false in platform.yaml, ' +
      'synthesize, and try again',
  },
];

/** How to fix an error of the engine, if it is a known one. */
export function fixFor(message: string, place: EnginePlace): string | undefined {
  const text = message.replace(/\s+/g, ' ');
  for (const { sign, fix } of KNOWN) {
    const match = sign.exec(text);
    if (match) return fix(match, place);
  }
  return undefined;
}
