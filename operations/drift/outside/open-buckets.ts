import { bucketAddress } from '../../../model/addresses';
import { BUCKETS } from '../../../model/naming';
import type { Difference } from '../../../model/rules/drift/difference';
import type { OutputFolder } from '../../deploy/output-folder';
import { objectUrl } from '../../object-storage/object-url';
import type { Unread } from './unread';

const TIMEOUT_MS = 30_000;

/**
 * Buckets that everybody may list, and states that everybody may read, whatever made them so: a policy or the ACL of an
 * object is in no plan. Asked without a key, as everybody would.
 */
export async function bucketsOpenToEverybody(
  { stacks, buckets }: Pick<OutputFolder, 'stacks' | 'buckets'>,
  unread: Unread,
  leftMs: number = TIMEOUT_MS,
): Promise<readonly Difference[]> {
  const endpoint = stacks[0]?.backend.endpoint;
  if (endpoint === undefined) return [];
  const ask = (url: string, method: string) =>
    fetch(url, { method, redirect: 'manual', signal: AbortSignal.timeout(Math.min(TIMEOUT_MS, leftMs)) });
  const lists = BUCKETS.map((part) =>
    unread.orNothing('state', `whether everybody may list ${buckets[part]}`, async () => {
      const answer = await ask(`${objectUrl(endpoint, buckets[part])}?list-type=2&max-keys=1`, 'GET');
      const isList = (await answer.text()).includes('<ListBucketResult');
      return answer.ok && isList ? [opened(part, `everybody may list ${buckets[part]}`)] : [];
    }),
  );
  const states = stacks.map(({ backend: { bucket, key } }) =>
    unread.orNothing('state', `whether everybody may read ${key}`, async () => {
      const answer = await ask(objectUrl(endpoint, bucket, key), 'HEAD');
      // A portal answers everything with a page of its own.
      const isOfStore = answer.headers.has('x-amz-request-id');
      return answer.ok && isOfStore ? [opened('state', `everybody may read ${key}`)] : [];
    }),
  );
  const found = (await Promise.all([...lists, ...states])).flat();
  // One is enough for a bucket: a list has more in it than a state.
  return found.filter(({ address }, place) => found.findIndex((it) => it.address === address) === place);
}

const opened = (part: (typeof BUCKETS)[number], after: string): Difference => ({
  stack: 'state',
  address: bucketAddress(part),
  kind: 'linode_object_storage_bucket',
  path: ['acl'],
  action: 'changed',
  before: 'private',
  after,
  origin: 'linode',
});
