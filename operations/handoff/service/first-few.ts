const MOST_KEPT = 10_000;

/** Tells the first few times of something from those after: what comes more often says nothing new, and costs as much. */
export class FirstFew {
  private readonly counts = new Map<string, number>();

  /** @param few how often is seldom enough */
  constructor(private readonly few: number) {}

  isAmongFirst(key: string): boolean {
    const count = (this.counts.get(key) ?? 0) + 1;
    if (count > this.few) return false;
    if (this.counts.size >= MOST_KEPT) this.counts.clear();
    this.counts.set(key, count);
    return true;
  }
}
