/** What to do about errors that users meet, told from the engine's own words. Unknown errors have no advice. */
const KNOWN: readonly { readonly sign: RegExp; readonly fix: (match: RegExpExecArray, folder: string) => string }[] = [
  {
    sign: /Error acquiring the state lock[\s\S]*?ID:\s*(\S+)/,
    fix: ([, id = ''], folder) =>
      'somebody else is working on this stack: wait, and try again. Only if that run is dead (the lock says who and when), ' +
      `release its lock: terraform -chdir=${folder} force-unlock ${id}`,
  },
  {
    sign: /\[401\]|: 401 /,
    fix: () =>
      'set LINODE_TOKEN to a personal access token that is in force: npx lke-platform doctor tells what is wrong',
  },
  {
    sign: /NoSuchBucket/,
    fix: () => 'the bucket of the state does not exist yet; make it: npx lke-platform bootstrap',
  },
  {
    sign: /No valid credential sources found|AWS_ACCESS_KEY_ID/,
    fix: () =>
      'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to a key of the buckets; bootstrap writes both to a file to source',
  },
  {
    sign: /InvalidAccessKeyId|SignatureDoesNotMatch/,
    fix: () => 'correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: they are no key of this object storage',
  },
  {
    sign: /Backend configuration changed/,
    fix: (_, folder) =>
      `this folder was used with another backend. If the state is where the stack says now, remove ${folder}/.terraform`,
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

/** How to mend an error of the engine, if it is a known one. */
export function fixFor(message: string, folder: string): string | undefined {
  for (const { sign, fix } of KNOWN) {
    const match = sign.exec(message);
    if (match) return fix(match, folder);
  }
  return undefined;
}
