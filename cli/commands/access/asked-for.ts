import type { AccessRequest } from '../../../operations/access/requests';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { Ledger } from '../../../operations/ledger/ledger';
import type { CommandContext } from '../../command-context';
import { auditLogOf, type FileOption } from '../audit/audit-log';
import { namesOf, platformOf, recorderOf } from './platform';

/** A request for access, and who is about to answer it. */
export interface AskedFor {
  /** Of whoever answers. */
  readonly audit: AuditRecorder;
  readonly ledger: Ledger;
  readonly request: AccessRequest;
}

/**
 * Finds what somebody asked for, for whoever is to answer it.
 *
 * @throws {AccessRefused} when there is no such request, or not any more, or the cluster is not of the answerer's account
 * @throws {Error} when nothing proves who answers
 */
export async function askedFor(
  id: string,
  options: FileOption & { readonly reason: string },
  context: CommandContext,
): Promise<AskedFor> {
  const { findRequest } = await import('../../../operations/access/requests');
  const { refuseOtherAccount } = await import('../../../operations/access/same-account');
  const { clusterIdOf, sitePlaceOf } = await import('../../../operations/access/site');
  const platform = await platformOf(options, context);
  const audit = await recorderOf(platform, options.reason, context);
  const { ledger } = await auditLogOf(options, context);
  const request = await findRequest(ledger, namesOf(platform.environments), id, new Date());
  await refuseOtherAccount(await clusterIdOf(sitePlaceOf(platform), context.streams.env), audit.actor.name);
  return { audit, ledger, request };
}
