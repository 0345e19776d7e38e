import type { EnvironmentName } from '../../../model/entities/environment';
import type { Caller } from './caller';
import type { Answer, Asked, Operation } from './operation';
import { ServiceProblem } from './problem';
import { refuseWithoutRight, type Right } from './rights';

/** Who asks. The file says which operations ask nobody. */
export function callerOf({ caller }: Asked): Caller {
  if (caller) return caller;
  throw new ServiceProblem(401, 'nothing proves who you are');
}

interface Params {
  readonly environment: EnvironmentName;
  readonly request: string;
  readonly link: string;
}

export const paramsOf = ({ request }: Asked) => request.params as Params;

/** Where the page before ended, of what is given in pages. */
export const beforeOf = ({ request }: Asked) => (request.query as { readonly before?: number }).before;

/** What came in; the file says what it may be. */
export const bodyOf = <T>({ request }: Asked) => request.body as T;

/** An operation in an environment, for who has the right to it there. */
export const inEnvironment =
  (right: Right, work: (asked: Asked, caller: Caller, environment: EnvironmentName) => Promise<Answer>): Operation =>
  async (asked) => {
    const caller = callerOf(asked);
    const { environment } = paramsOf(asked);
    refuseWithoutRight(caller, right, environment);
    const isThere = asked.desk.platform.environments.some(({ name, retired }) => name === environment && !retired);
    if (!isThere) throw new ServiceProblem(404, `the platform has no ${environment}`);
    return work(asked, caller, environment);
  };
