import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { OutputFolder } from '../../../operations/deploy/output-folder';

/** The audit log of a synthesized platform, for events of whoever holds the token. @param why the reason that was given */
export async function openAudit(
  output: OutputFolder,
  environment: EnvironmentVariables,
  why: string | undefined,
): Promise<AuditRecorder> {
  const { openRecorder } = await import('../../../operations/audit/record');
  return openRecorder({ place: output, linodeApi: output.linodeApi, environment, why });
}

/** As {@link openAudit}; undefined where the ledger is gone, as after the platform was destroyed. */
export async function openAuditIfThere(
  output: OutputFolder,
  environment: EnvironmentVariables,
  why: string | undefined,
): Promise<AuditRecorder | undefined> {
  const { linodeAccess } = await import('../../../operations/linode/access');
  const { existingAmong } = await import('../../../operations/linode/buckets');
  const { connectLinode } = await import('../../../operations/linode/client');
  connectLinode(linodeAccess(output.linodeApi, environment));
  const isThere = (await existingAmong([output.buckets.ledger])).length > 0;
  return isThere ? openAudit(output, environment, why) : undefined;
}
