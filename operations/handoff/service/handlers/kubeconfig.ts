import type { EnvironmentName } from '../../../../model/entities/environment';
import type { AccessRequest } from '../../../access/approval';
import type { Caller } from '../caller';
import type { Desk } from '../desk';
import { useOnce } from '../once';
import { ServiceProblem } from '../problem';
import { REUSED_KIND } from '../../kinds';
import { find, stateOf } from './requests';

/** The address of the kubeconfig of a request. */
export async function linkFor({ platform, links, now }: Desk, { id, by, asked }: AccessRequest) {
  const address = platform.handoffService?.address ?? '';
  const { token, expires } = await links.sign({ holder: by, environment: asked.environment, request: id }, now());
  return {
    kubeconfig_url: `${address.replace(/\/+$/, '')}/v1/kubeconfigs/${token}`,
    expires_at: expires.toISOString(),
  };
}

/** @throws {ServiceProblem} when it is somebody else's, or nobody has agreed, or it was used */
export async function makeKubeconfigLink(desk: Desk, caller: Caller, environment: EnvironmentName, id: string) {
  const request = await find(desk, environment, id);
  if (request.by !== caller.actor.name) {
    throw new ServiceProblem(403, 'somebody else asked for this', { detail: 'Only who asked gets the kubeconfig.' });
  }
  refuseUnready(desk, request);
  return linkFor(desk, request);
}

/** @throws {ServiceProblem} when it cannot become a grant */
function refuseUnready(desk: Desk, request: AccessRequest): void {
  const state = stateOf(desk, request);
  if (state === 'used') throw new ServiceProblem(409, 'this request was used already: one request makes one grant');
  if (state === 'waits-for-approval') {
    throw new ServiceProblem(409, 'nobody else has agreed to this yet', {
      detail: `A platform engineer agrees here, or on the command line: npx lke-platform access approve ${request.id}`,
    });
  }
}

/**
 * Gives a kubeconfig to whoever has its address, once: the first use is claimed before anything is made, so that of two
 * replicas that are asked at the same time one gives it. What is claimed and then fails is lost, and another address has
 * to be got: never is something given twice.
 *
 * @throws {ServiceProblem} when the address is forged, too old or used, with when that was
 */
export async function fetchKubeconfig(desk: Desk, token: string): Promise<string> {
  const now = desk.now();
  const link = await desk.links.verify(token, now);
  if (!link) {
    throw new ServiceProblem(401, 'this address is not good, or not any more', {
      detail: 'An address can be used for ten minutes. Get another one for your request.',
    });
  }
  const use = await useOnce(desk.book.ledger.store, 'links', link.id, now);
  if (!use.first) {
    await tellReuse(desk, link, use.usedAt);
    throw new ServiceProblem(410, 'this address was used already', {
      usedAt: use.usedAt,
      detail: `It was used at ${use.usedAt}. If that was not you, have the grant revoked. Its holder is told that it was tried again.`,
    });
  }
  const request = await find(desk, link.environment, link.request);
  if (request.by !== link.holder) throw new ServiceProblem(403, 'somebody else asked for this');
  refuseUnready(desk, request);
  const audit = desk.recorder({ name: request.by, provenBy: 'oidc' }, request.asked.reason);
  return (await desk.issue(request, audit)).kubeconfig;
}

async function tellReuse(
  desk: Desk,
  { environment, request, holder }: { environment: EnvironmentName; request: string; holder: string },
  usedAt: string,
): Promise<void> {
  await desk.recorder({ name: holder, provenBy: 'oidc' }, undefined).write({
    chain: environment,
    kind: REUSED_KIND,
    what: `the address of the kubeconfig of request ${request}, which was used at ${usedAt}, was tried again`,
    details: { request, usedAt },
  });
}
