import { z } from 'zod';
import { type Answer, ask } from './http';

const LISTS = {
  regions: z.object({ id: z.string(), capabilities: z.array(z.string()) }),
  'linode/types': z.object({ id: z.string(), vcpus: z.number(), memory: z.number(), gpus: z.number() }),
  'lke/tiers/enterprise/versions': z.object({ id: z.string() }),
  'lke/versions': z.object({ id: z.string() }),
};
type List = keyof typeof LISTS;
export type Offered<Name extends List> = z.infer<(typeof LISTS)[Name]>;

/** The API did not tell what it offers. */
export class NotTold extends Error {
  constructor(
    readonly list: List,
    /** The answer; undefined where there was one that is none of Linode's API. */
    readonly answer: Answer | undefined,
  ) {
    super(`${list} is not told`);
    this.name = 'NotTold';
  }
}

/** A page of this size holds each of the lists. */
const PAGE_SIZE = 500;

/**
 * What Linode offers, by a list that takes no token.
 *
 * @param api address of the API with its version
 * @throws {NotTold}
 */
export async function offered<Name extends List>(
  api: string,
  list: Name,
  timeoutMs: number | undefined,
): Promise<ReadonlyMap<string, Offered<Name>>> {
  const answer = await ask(`${api}/${list}?page_size=${PAGE_SIZE}`, { timeoutMs, reads: true });
  if (answer.status !== 200) throw new NotTold(list, answer);
  const page = z.object({ data: z.array(LISTS[list]) }).safeParse(parsed(answer.text));
  if (!page.success || page.data.data.length === 0) throw new NotTold(list, undefined);
  return new Map((page.data.data as Offered<Name>[]).map((entry) => [entry.id, entry]));
}

/** Whether an answer is a list of the Linode API with something in it. Anything may answer 200. */
export const isList = (answer: Answer) => answer.status === 200 && ANY_LIST.safeParse(parsed(answer.text)).success;

const ANY_LIST = z.object({ data: z.array(z.object({ id: z.string() })).min(1) });

/** What a text of JSON says; undefined where it is none, as the page of a proxy that lets nobody through. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
