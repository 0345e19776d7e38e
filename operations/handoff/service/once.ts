import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LedgerStore } from '../../ledger/store';

/**
 * What can be used once: links, and answers of the identity provider. `sessions` are those that were ended, `told` the
 * links of which somebody was told that they were tried again.
 */
export type OnceKind = 'links' | 'logins' | 'sessions' | 'told';

const claim = z.object({ id: z.string(), at: z.string() });

/** What came of an attempt to use something. */
export type Use = { readonly first: true } | { readonly first: false; readonly usedAt: string };

const keyOf = (kind: OnceKind, id: string) => `handoff/${kind}/${id}.json`;

/**
 * Uses something, for the first time and the last, whatever other replicas do: the object of its use can be created once,
 * in the bucket of the ledger, which is plain, so that the store keeps to that.
 *
 * @param id nothing but letters, digits and hyphens
 */
export async function useOnce(
  store: Pick<LedgerStore, 'create' | 'read'>,
  kind: OnceKind,
  id: string,
  now: Date,
): Promise<Use> {
  const own = { id: randomUUID(), at: now.toISOString() };
  const key = keyOf(kind, id);
  if ((await store.create(key, `${JSON.stringify(own)}\n`)) === 'created') return { first: true };
  // The client repeats a request whose answer was lost, and then its own object is in the way.
  const there = claim.safeParse(parsed(await store.read(key))).data;
  if (there?.id === own.id) return { first: true };
  return { first: false, usedAt: there?.at ?? now.toISOString() };
}

/** Whether it was used. */
export const wasUsed = (store: Pick<LedgerStore, 'exists'>, kind: OnceKind, id: string): Promise<boolean> =>
  store.exists(keyOf(kind, id));

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
