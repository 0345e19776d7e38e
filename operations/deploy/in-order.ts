/** What became of one of several things that were done in order. */
export type Outcome<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown }
  /** Not begun, because something that has to come before it was not done. */
  | { readonly status: 'skipped'; readonly because: string };

export interface InOrderProps<Id extends string, T> {
  readonly ids: readonly Id[];
  /** What has to be done before; those that are not among `ids` do not count. */
  readonly before: (id: Id) => readonly Id[];
  /** How many at once. */
  readonly parallelism: number;
  /** Does one; a rejected promise keeps those that come after it from being begun. */
  readonly work: (id: Id) => Promise<T>;
  /** Whether those that come after it may be begun, though the promise was kept. @default - always */
  readonly isDone?: (value: T) => boolean;
}

/** Does several things, each as soon as those before it are done, in parallel where the order allows. Never rejects. */
export async function inOrder<Id extends string, T>(props: InOrderProps<Id, T>): Promise<Map<Id, Outcome<T>>> {
  const { ids, before, parallelism, work, isDone = () => true } = props;
  const outcomes = new Map<Id, Outcome<T>>();
  const running = new Map<Id, Promise<void>>();
  const waiting = [...ids];
  const isOver = (id: Id) => {
    const outcome = outcomes.get(id);
    return outcome?.status === 'done' && isDone(outcome.value);
  };
  const needs = (id: Id) => before(id).filter((other) => ids.includes(other));

  for (;;) {
    for (const id of [...waiting]) {
      const because = needs(id).find((other) => outcomes.has(other) && !isOver(other));
      if (because === undefined) continue;
      outcomes.set(id, { status: 'skipped', because });
      waiting.splice(waiting.indexOf(id), 1);
    }
    const ready = waiting.filter((id) => needs(id).every(isOver));
    for (const id of ready.slice(0, parallelism - running.size)) {
      waiting.splice(waiting.indexOf(id), 1);
      running.set(
        id,
        settle(work(id)).then((outcome) => void (outcomes.set(id, outcome), running.delete(id))),
      );
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  return new Map(ids.flatMap((id) => [[id, outcomes.get(id)] as [Id, Outcome<T>]]));
}

async function settle<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { status: 'done', value: await work };
  } catch (error) {
    return { status: 'failed', error };
  }
}
