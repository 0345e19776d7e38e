import type { Environment } from '../../../model/derive/environment';
import type { Platform } from '../../../model/platform';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { StatusBook } from '../../../operations/lifecycle/change-status';
import type { CommandContext } from '../../command-context';
import { auditPlaceOf } from '../audit/audit-log';
import { environmentOf } from './environment-of';

/** The environments that are meant. @param names none means all @throws {EnvironmentRefused} when there is no such one */
export const environmentsOf = (platform: Platform, names: readonly string[]): readonly Environment[] =>
  names.length === 0 ? platform.environments : names.map((name) => environmentOf(platform, name));

/** Where statuses are written down, and the log of what is done beside it. */
export interface Book {
  readonly book: StatusBook;
  readonly audit: AuditRecorder;
}

/** @throws {Error} when nothing proves who acts, or no key of the buckets is set */
export async function bookOf(
  platform: Platform,
  why: string | undefined,
  { streams: { env } }: CommandContext,
): Promise<Book> {
  const { openRecorder } = await import('../../../operations/audit/record');
  const { openAuditLog } = await import('../../../operations/audit/place');
  const { appliedOf } = await import('../../../operations/lifecycle/evidence');
  const place = auditPlaceOf(platform);
  const { linodeApi } = platform.sources;
  const audit = await openRecorder({ place, linodeApi, environment: env, why, optional: false });
  const log = audit.log ?? openAuditLog(place, env);
  return { audit, book: { ledger: log.ledger, applied: appliedOf(log), actor: audit.actor, why: why ?? null } };
}
