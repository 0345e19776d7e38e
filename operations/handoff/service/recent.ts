/** An answer that is older is asked for anew, while the one that is there is still given. */
const FRESH_MS = 1_000;

/** How old an answer may be, in milliseconds: as long as a session that was ended may be alive. */
export const RECENT_MS = 5_000;

const MOST_KEPT = 10_000;

interface Kept {
  readonly at: number;
  readonly answer: Promise<unknown>;
  isRefreshed: boolean;
}

/**
 * Answers that are a few seconds old at most, for what is read two hundred times a second and changes twice a day. Nothing
 * that decides about access is read from here. What this replica writes is seen at once; what others write, within
 * {@link RECENT_MS}.
 */
export class Recent {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly now: () => Date) {}

  /**
   * @param key what is asked for; {@link forget} knows it by its beginning
   * @param load asks for it; where it rejects, or finds nothing, nothing is kept
   */
  async get<T>(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.kept.get(key);
    const age = known ? this.now().getTime() - known.at : Infinity;
    // A clock that was set back says nothing of how old it is.
    if (!known || age < 0 || age >= RECENT_MS) return this.load(key, load, known);
    if (age >= FRESH_MS && !known.isRefreshed) {
      known.isRefreshed = true;
      // Nobody waits for it; where it fails, what is known is given until it is too old.
      this.refresh(key, load, known);
    }
    return known.answer as Promise<T>;
  }

  /** Forgets what is no longer so, and what is being asked for now, which may not know it yet. */
  forget(beginning: string): void {
    for (const key of this.kept.keys()) if (key.startsWith(beginning)) this.kept.delete(key);
  }

  /** Whoever asks meanwhile waits for the same answer. */
  private load<T>(key: string, load: () => Promise<T>, before: Kept | undefined): Promise<T> {
    const answer = load();
    const own: Kept = { at: this.now().getTime(), answer, isRefreshed: false };
    const [oldest] = this.kept.keys();
    // The oldest alone: what many ask for at once takes no answer from everybody else.
    if (!before && this.kept.size >= MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(key, own);
    const drop = () => {
      if (this.kept.get(key) === own) this.kept.delete(key);
    };
    answer.then((it) => {
      if (it === undefined) drop();
    }, drop);
    return answer;
  }

  private refresh<T>(key: string, load: () => Promise<T>, before: Kept): void {
    const at = this.now().getTime();
    load().then(
      (it) => {
        if (this.kept.get(key) !== before) return;
        if (it === undefined) this.kept.delete(key);
        else this.kept.set(key, { at, answer: Promise.resolve(it), isRefreshed: false });
      },
      () => {
        before.isRefreshed = false;
      },
    );
  }
}
