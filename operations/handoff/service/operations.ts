import type { EnvironmentName } from '../../../model/entities/environment';
import type { Caller } from './caller';
import { approveAccess, askForAccess, type AskedFor, listAccessRequests } from './handlers/access';
import { tellAlerts } from './handlers/alerts';
import { getContract, getHistory, getStatus, listEnvironments } from './handlers/contracts';
import { fetchKubeconfig, makeKubeconfigLink } from './handlers/kubeconfig';
import { finishLogin, logIn, logOut } from './handlers/login';
import { ServiceProblem } from './problem';
import { refuseWithoutRight, RIGHTS, type Right } from './rights';
import type { Asked, Operation } from './operation';

const TEXT = 'text/plain';
const YAML = 'application/yaml';

/** Who asks. The file says which operations ask nobody. */
function callerOf({ caller }: Asked): Caller {
  if (caller) return caller;
  throw new ServiceProblem(401, 'nothing proves who you are');
}

interface Params {
  readonly environment: EnvironmentName;
  readonly request: string;
  readonly link: string;
}
const paramsOf = ({ request }: Asked) => request.params as Params;
const bodyOf = <T>({ request }: Asked) => request.body as T;

/** An operation in an environment, for who has the right to it there. */
const inEnvironment =
  (
    right: Right,
    work: (asked: Asked, caller: Caller, environment: EnvironmentName) => Promise<unknown>,
    status = 200,
  ): Operation =>
  async (asked) => {
    const caller = callerOf(asked);
    const { environment } = paramsOf(asked);
    refuseWithoutRight(caller, right, environment);
    const isThere = asked.desk.platform.environments.some(({ name, retired }) => name === environment && !retired);
    if (!isThere) throw new ServiceProblem(404, `the platform has no ${environment}`);
    return { status, body: await work(asked, caller, environment) };
  };

/** Every operation of the OpenAPI file, by its id. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
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
  getContract: inEnvironment('getContract', ({ desk }, caller, name) => getContract(desk, caller, name)),
  getStatus: inEnvironment('getStatus', ({ desk }, _caller, name) => getStatus(desk, name)),
  getHistory: inEnvironment('getHistory', ({ desk, request }, _caller, name) =>
    getHistory(desk, name, (request.query as { limit?: number }).limit ?? 50),
  ),
  listAccessRequests: inEnvironment('listAccessRequests', ({ desk }, caller, name) =>
    listAccessRequests(desk, caller, name),
  ),
  askForAccess: inEnvironment(
    'askForAccess',
    (asked, caller, name) => askForAccess(asked.desk, caller, name, bodyOf<AskedFor>(asked)),
    201,
  ),
  approveAccess: inEnvironment('approveAccess', (asked, caller, name) => {
    const { request: id } = paramsOf(asked);
    return approveAccess(asked.desk, caller, name, { id, ...bodyOf<{ reason: string }>(asked) });
  }),
  makeKubeconfigLink: inEnvironment(
    'makeKubeconfigLink',
    (asked, caller, name) => makeKubeconfigLink(asked.desk, caller, name, paramsOf(asked).request),
    201,
  ),
  fetchKubeconfig: async (asked) => ({ type: YAML, body: await fetchKubeconfig(asked.desk, paramsOf(asked).link) }),
  tellAlerts: async (asked) => {
    const caller = callerOf(asked);
    const allowed: readonly string[] = RIGHTS.tellAlerts;
    if (!caller.roles.some(({ role }) => allowed.includes(role)))
      throw new ServiceProblem(403, 'this is not allowed to you', {
        detail: `It takes the role ${allowed.join(', ')}.`,
      });
    return { body: await tellAlerts(asked.desk, caller, bodyOf(asked)) };
  },
};
