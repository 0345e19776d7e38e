import type { Fields } from '../protocol/values';

/** Resources of types that the stand-in knows nothing of but the schema, by type and id. */
export class Records {
  private readonly byType = new Map<string, Map<string, Fields>>();
  private lastId = 1000;

  of(type: string): Map<string, Fields> {
    const known = this.byType.get(type) ?? new Map<string, Fields>();
    this.byType.set(type, known);
    return known;
  }

  nextId(): string {
    this.lastId += 1;
    return String(this.lastId);
  }
}
