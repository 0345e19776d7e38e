/** A report that is there and cannot be read. */
export class DamagedReport extends Error {
  constructor(id: string, key: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `the report ${id} is damaged (${key} in the bucket of reports): ${why}. ` +
        'Remove that object; drift detect writes a new report',
      { cause },
    );
    this.name = 'DamagedReport';
  }
}
