import type { EnvironmentName } from '../../../../model/entities/environment';
import { GrantFailed } from '../../../access/grant-failed';
import { ABANDONED_MS } from '../../../access/recorded-grants';
import { AccessRefused } from '../../../access/refused';
import type { AccessRequest } from '../../../access/requests';
import { actorOf, type Caller } from '../caller';
import type { Desk } from '../desk';
import type { Link } from '../links';
import { useOnce, wasUsed } from '../once';
import { ServiceProblem } from '../problem';
import { REUSED_KIND } from '../../kinds';
import type { Message } from '../tell';
import { find, isStillTheirs, stateOf } from './requests';

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
  if (!isStillTheirs(request, caller)) {
    throw new ServiceProblem(403, `${request.asked.role} is not for you in ${environment} any more`, {
      detail: 'You had another role when you asked. Ask for what you may have now.',
    });
  }
  refuseUnready(desk, request);
  return linkFor(desk, request);
}

/** @throws {ServiceProblem} when it cannot become a grant */
function refuseUnready(desk: Desk, request: AccessRequest): void {
  if (request.refusal) {
    const { by, why } = request.refusal;
    throw new ServiceProblem(409, 'this request was refused', { detail: `${by} refused it: ${why}` });
  }
  if (request.usedBy) {
    const { isDone, began } = request.usedBy;
    throw new ServiceProblem(409, 'this request was used already: one request makes one grant', {
      detail: isDone ? 'Ask again.' : `Its grant was begun at ${began} and has not ended. ${goesOn(began)}`,
    });
  }
  if (stateOf(desk, request) === 'waits-for-approval') {
    throw new ServiceProblem(409, 'nobody else has agreed to this yet', {
      detail: `A platform engineer agrees here, or on the command line: npx lke-platform access approve ${request.id}`,
    });
  }
}

const goesOn = (began: string) =>
  `Ask again, or, if whatever made it is gone, use this request from ${new Date(Date.parse(began) + ABANDONED_MS).toISOString()} on.`;

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
  const audit = desk.recorder(actorOf(request.by), request.asked.reason);
  try {
    return (await desk.issue(request, audit)).kubeconfig;
  } catch (error) {
    throw refusalOf(error) ?? error;
  } finally {
    desk.recent.forget(link.environment);
  }
}

/** What was approved may not become a grant any more: its policy is another one, or somebody else was faster. */
function refusalOf(error: unknown): ServiceProblem | undefined {
  const cause = error instanceof GrantFailed ? error.cause : error;
  if (!(cause instanceof AccessRefused)) return undefined;
  // Those of a grant that had begun say, too, what of it could not be removed.
  const { problems } = error instanceof GrantFailed ? error : cause;
  return new ServiceProblem(409, 'this request makes no grant now', { problems });
}

/**
 * The ledger knows of the first tries, so that nobody fills it; people are told of the first one of a link, for as long as
 * that could not be delivered.
 */
async function tellReuse(desk: Desk, link: Link, usedAt: string): Promise<void> {
  const { id, environment, request, holder } = link;
  const time = desk.now().toISOString();
  if (desk.reuses.isAmongFirst(id)) {
    await desk.recorder(actorOf(holder), undefined).write({
      chain: environment,
      kind: REUSED_KIND,
      what: `the address of the kubeconfig of request ${request}, which was used at ${usedAt}, was tried again`,
      details: { request, usedAt },
    });
  }
  // Whoever tries it does not wait for that, and learns nothing of it.
  void tellOnce(desk, id, {
    text:
      `${holder}: the address of your kubeconfig of ${environment} (request ${request}), which was used at ${usedAt}, ` +
      `was tried again at ${time}. If that was not you, somebody else has seen it: have the grant revoked.`,
    id: `${REUSED_KIND}-${id}`,
    about: { event: REUSED_KIND, platform: desk.platform.name, environment, request, holder, usedAt, time },
  });
}

/** A message may come twice where replicas are asked at the same time; none is lost where one of them is killed. */
async function tellOnce(desk: Desk, id: string, message: Message): Promise<void> {
  const { store } = desk.book.ledger;
  // Who tries it a thousand times, while the first message is on its way, sends no second one.
  if (desk.telling.has(id)) return;
  desk.telling.add(id);
  try {
    if (await wasUsed(store, 'told', id)) return;
    if (await desk.tell(message)) await useOnce(store, 'told', id, desk.now());
  } catch {
    // The store does not answer: the next try tells it.
  } finally {
    desk.telling.delete(id);
  }
}
