import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import type { Status } from '../../model/lifecycle/status';
import type { StackId } from '../../model/naming';
import type { AuditRecorder } from '../audit/record';
import type { Ledger } from '../ledger/ledger';
import { destroyedEntry, destroyedSince } from '../lifecycle/destroyed';
import { lastChange } from '../lifecycle/history';

/** An environment that is about to be destroyed, and has a status. */
export interface Going {
  readonly environment: EnvironmentName;
  readonly status: Status;
}

/** Those of the stacks that are environments, and have a record that no destruction has ended yet. */
export async function goingAmong(ledger: Ledger, stacks: readonly StackId[]): Promise<Going[]> {
  const found: Going[] = [];
  for (const environment of ENVIRONMENT_NAMES.filter((name) => stacks.includes(name))) {
    const last = await lastChange(ledger, environment);
    if (!last || (await destroyedSince(ledger, environment, last.sequence))) continue;
    found.push({ environment, status: last.to });
  }
  return found;
}

/**
 * What is to be known before the destruction of an environment is approved that was not retired: no backup of it was taken
 * for that. One that is being made has nothing yet that could be lost, and `system` goes with the platform.
 */
export function unretiredProblem({ environment, status }: Going) {
  if (status === 'retired' || status === 'provisioning' || environment === 'system') return undefined;
  return {
    where: `stack ${environment}`,
    what: `${environment} is ${status}, not retired: what is in its namespace goes without a backup, and its volumes as their class says`,
    fix: `retire it instead: npx lke-platform environment retire ${environment}`,
  };
}

/** Writes down which of them are gone now. Never rejects: what the ledger does not take waits on this machine. */
export async function writeDestroyed(
  audit: Pick<AuditRecorder, 'write'>,
  going: readonly Going[],
  gone: readonly StackId[],
): Promise<void> {
  for (const { environment, status } of going.filter((it) => gone.includes(it.environment))) {
    await audit.write(destroyedEntry(environment, status));
  }
}
