import type { EnvironmentName } from '../../../../model/entities/environment';
import { type AccessRequest, openRequests } from '../../../access/requests';
import type { Caller } from '../caller';
import type { Desk } from '../desk';
import { ServiceProblem } from '../problem';
import { mayHold } from '../rights';

export const isMine = ({ by }: Pick<AccessRequest, 'by'>, { actor }: Caller) => by === actor.name;

/** Whether who asked may still hold what they asked for: groups change, and an approval is for who somebody was. */
export const isStillTheirs = ({ asked }: Pick<AccessRequest, 'asked'>, caller: Caller) =>
  mayHold(caller, asked.environment).some((role) => role === asked.role);

/** @throws {ServiceProblem} when there is none */
export async function find(desk: Desk, environment: EnvironmentName, id: string): Promise<AccessRequest> {
  const open = await openRequests(desk.book.ledger, environment, desk.now());
  const found = open.find((request) => request.id === id);
  if (found) return found;
  throw new ServiceProblem(404, 'there is no such request, or not any more', { detail: 'Ask again.' });
}

/** How a request stands. A policy that asks for no approval has it by itself, which its grant records. */
export function stateOf(
  { platform }: Pick<Desk, 'platform'>,
  { asked, approval, refusal, usedBy }: AccessRequest,
): 'waits-for-approval' | 'approved' | 'used' {
  if (usedBy ?? refusal) return 'used';
  const environment = platform.environments.find(({ name }) => name === asked.environment);
  const policy = environment?.accessPolicies.find(({ role }) => role === asked.role);
  return approval || policy?.approval === 'none' ? 'approved' : 'waits-for-approval';
}
