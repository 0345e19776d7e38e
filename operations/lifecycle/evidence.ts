import type { z } from 'zod';
import type { EnvironmentName } from '../../model/entities/environment';
import { BACKUP_KIND, backupSchema } from '../../model/lifecycle/backup';
import type { AppliedEvidence, Evidence, Recorded } from '../../model/lifecycle/decide';
import { VERIFICATION_KIND, verificationSchema } from '../../model/lifecycle/verification';
import { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import type { AuditLog } from '../audit/place';
import { eventsOf } from '../audit/query';
import type { Ledger } from '../ledger/ledger';
import { destroyedSince } from './destroyed';

/** What was applied of the stacks of a platform, as far as it counts here. */
export type Applied = Pick<AppliedConfigurations, 'list'>;

/** What is known of an environment that counts for a transition. @param since where its last change stands in the chain */
export async function readEvidence(
  ledger: Ledger,
  applied: Applied,
  environment: EnvironmentName,
  since: number,
): Promise<Evidence> {
  const [last, verification, backup, destroyed] = await Promise.all([
    lastApplied(applied, environment),
    lastOf(ledger, environment, VERIFICATION_KIND, verificationSchema),
    lastOf(ledger, environment, BACKUP_KIND, backupSchema),
    destroyedSince(ledger, environment, since),
  ]);
  return { applied: last, verification, backup, isDestroyed: destroyed !== undefined };
}

/** The last apply of an environment's stack; undefined where none was kept. */
export async function lastApplied(
  applied: Applied,
  environment: EnvironmentName,
): Promise<AppliedEvidence | undefined> {
  const [record] = await applied.list(environment, 1);
  return record && { configuration: record.key, outcome: record.end?.outcome };
}

/** The last event of a kind, with what it tells. One that cannot be read as such tells nothing. */
async function lastOf<T extends object>(
  ledger: Ledger,
  environment: EnvironmentName,
  kind: string,
  schema: z.ZodType<T>,
): Promise<Recorded<T> | undefined> {
  for await (const { event } of eventsOf(ledger, environment, { kind }, 'newest-first')) {
    if (event.kind !== kind) continue;
    const { data } = schema.safeParse(event.details);
    return data && { ...data, sequence: event.sequence };
  }
  return undefined;
}

/** What was applied of a platform, beside its audit log. */
export const appliedOf = ({ s3, artifacts }: Pick<AuditLog, 's3' | 'artifacts'>): Applied =>
  new AppliedConfigurations(s3, artifacts);
