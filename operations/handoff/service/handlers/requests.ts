import type { EnvironmentName } from '../../../../model/entities/environment';
import { type AccessRequest, openRequests } from '../../../access/approval';
import type { Caller } from '../caller';
import type { Desk } from '../desk';
import { ServiceProblem } from '../problem';

export const isMine = ({ by }: Pick<AccessRequest, 'by'>, { actor }: Caller) => by === actor.name;

/** @throws {ServiceProblem} when there is none */
export async function find(desk: Desk, environment: EnvironmentName, id: string): Promise<AccessRequest> {
  const open = await openRequests(desk.book.ledger, environment, desk.now());
  const found = open.find((request) => request.id === id);
  if (found) return found;
  throw new ServiceProblem(404, 'there is no such request, or not any more', { detail: 'Ask again.' });
}

/** A request of the caller whose kubeconfig can be fetched; undefined where there is none. */
export async function readyRequest(
  desk: Desk,
  caller: Caller,
  environment: EnvironmentName,
): Promise<AccessRequest | undefined> {
  const open = await openRequests(desk.book.ledger, environment, desk.now());
  return open.find((request) => isMine(request, caller) && stateOf(desk, request) === 'approved');
}

/** How a request stands. A policy that asks for no approval has it by itself, which its grant records. */
export function stateOf(
  { platform }: Pick<Desk, 'platform'>,
  { asked, approval, usedBy }: AccessRequest,
): 'waits-for-approval' | 'approved' | 'used' {
  if (usedBy) return 'used';
  const environment = platform.environments.find(({ name }) => name === asked.environment);
  const policy = environment?.accessPolicies.find(({ role }) => role === asked.role);
  return approval || policy?.approval === 'none' ? 'approved' : 'waits-for-approval';
}
