import type { AuditEntry, AuditRecorder } from './record';

/**
 * Does something between the two events that tell of it.
 *
 * @param audit where they are written. @default - nowhere
 * @param detailsOf what the last event tells of the result
 * @throws {Error} what the work throws, after that is written; or when its beginning cannot be written
 */
export async function recorded<T>(
  audit: AuditRecorder | undefined,
  entry: AuditEntry,
  work: () => Promise<T>,
  detailsOf: (result: T) => AuditEntry['details'] = () => undefined,
): Promise<T> {
  const writeEnd = await audit?.begin(entry);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await writeEnd?.('failed');
    throw error;
  }
  await writeEnd?.('done', detailsOf(result));
  return result;
}
