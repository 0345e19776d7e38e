import type { EnvironmentName } from '../../../model/entities/environment';
import type { Caller } from './caller';
import { approveAccess, askForAccess, type AskedFor, listAccessRequests, refuseAccess } from './handlers/access';
import { tellAlerts } from './handlers/alerts';
import { getContract, getHistory, getStatus, listEnvironments } from './handlers/contracts';
import { refuseForesight } from './foresight';
import { fetchKubeconfig, makeKubeconfigLink } from './handlers/kubeconfig';
import { finishLogin, logIn, logOut } from './handlers/login';
import { beforeOf, bodyOf, callerOf, inEnvironment, paramsOf } from './in-environment';
import { PAGE_OPERATIONS } from './page-operations';
import { ServiceProblem } from './problem';
import { type Right, RIGHTS } from './rights';
import type { Asked, Operation } from './operation';

const TEXT = 'text/plain';
const YAML = 'application/yaml';

/** An operation in an environment that answers with a document. */
const documentIn = (
  right: Right,
  work: (asked: Asked, caller: Caller, environment: EnvironmentName) => Promise<unknown>,
  status = 200,
): Operation => inEnvironment(right, async (...known) => ({ status, body: await work(...known) }));

/** Every operation of the OpenAPI file, by its id. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...PAGE_OPERATIONS,
  getHealth: () => Promise.resolve({ type: TEXT, body: 'ok\n' }),
  getReadiness: async ({ desk }) => {
    try {
      await desk.book.ledger.last('platform');
      return { type: TEXT, body: 'ok\n' };
    } catch {
      throw new ServiceProblem(503, 'the ledger does not answer');
    }
  },
  getMetrics: async ({ metrics }) => ({ type: TEXT, body: await metrics.text() }),
  getOpenapi: ({ openapi }) => Promise.resolve({ type: YAML, body: openapi.text }),
  logIn,
  finishLogin,
  logOut,
  whoAmI: (asked) => {
    const { kind, actor, email, csrf, roles } = callerOf(asked);
    return Promise.resolve({
      body: { name: actor.name, kind, email: email ?? null, csrf_token: csrf ?? null, roles: [...roles] },
    });
  },
  listEnvironments: async (asked) => ({ body: await listEnvironments(asked.desk, callerOf(asked)) }),
  getContract: documentIn('getContract', ({ desk }, caller, name) => getContract(desk, caller, name)),
  getStatus: documentIn('getStatus', ({ desk }, _caller, name) => getStatus(desk, name)),
  getHistory: documentIn('getHistory', ({ desk, request }, _caller, name) =>
    getHistory(desk, name, (request.query as { limit?: number }).limit ?? 50),
  ),
  listAccessRequests: documentIn('listAccessRequests', (asked, caller, name) =>
    listAccessRequests(asked.desk, caller, name, beforeOf(asked)),
  ),
  askForAccess: documentIn(
    'askForAccess',
    (asked, caller, name) => askForAccess(asked.desk, caller, name, bodyOf<AskedFor>(asked)),
    201,
  ),
  approveAccess: documentIn('approveAccess', (asked, caller, name) => {
    const { request: id } = paramsOf(asked);
    return approveAccess(asked.desk, caller, name, { id, ...bodyOf<{ reason: string }>(asked) });
  }),
  refuseAccess: documentIn('refuseAccess', (asked, caller, name) => {
    const { request: id } = paramsOf(asked);
    return refuseAccess(asked.desk, caller, name, { id, ...bodyOf<{ reason: string }>(asked) });
  }),
  makeKubeconfigLink: documentIn(
    'makeKubeconfigLink',
    (asked, caller, name) => makeKubeconfigLink(asked.desk, caller, name, paramsOf(asked).request),
    201,
  ),
  fetchKubeconfig: async (asked) => {
    refuseForesight(asked.request.headers);
    const body = await fetchKubeconfig(asked.desk, paramsOf(asked).link);
    void asked.reply.header('content-disposition', 'attachment; filename="kubeconfig.yaml"');
    return { type: YAML, body };
  },
  tellAlerts: async (asked) => {
    const caller = callerOf(asked);
    const allowed: readonly string[] = RIGHTS.tellAlerts;
    if (!caller.roles.some(({ role }) => allowed.includes(role)))
      throw new ServiceProblem(403, 'this is not allowed to you', {
        detail: `It takes the role ${allowed.join(', ')}.`,
      });
    return { body: await tellAlerts(asked, caller, bodyOf(asked)) };
  },
};
