import type { Role } from '../../../model/entities/access-policy';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { ServiceRole } from '../../../model/entities/handoff-service';
import type { Caller } from './caller';
import { ServiceProblem } from './problem';

const READERS: readonly ServiceRole[] = ['platform-engineer', 'app-team', 'read-only'];

/** Who may do what in an environment: by operation of the OpenAPI file. What is not named here needs no role. */
export const RIGHTS = {
  getContract: READERS,
  getStatus: READERS,
  getHistory: READERS,
  listAccessRequests: READERS,
  askForAccess: READERS,
  makeKubeconfigLink: READERS,
  approveAccess: ['platform-engineer'],
  refuseAccess: ['platform-engineer'],
  tellAlerts: ['alert-source'],
} as const satisfies Readonly<Record<string, readonly ServiceRole[]>>;
export type Right = keyof typeof RIGHTS;

/** What people of a role may ask for: never more than they are. */
export const MAY_ASK_FOR: Readonly<Record<ServiceRole, readonly Role[]>> = {
  'platform-engineer': ['platform-engineer', 'app-team', 'read-only', 'break-glass'],
  'app-team': ['app-team', 'read-only'],
  'read-only': ['read-only'],
  'alert-source': [],
};

export const rolesIn = ({ roles }: Pick<Caller, 'roles'>, environment: EnvironmentName): ServiceRole[] =>
  roles.filter((held) => held.environment === environment).map(({ role }) => role);

/** Whether somebody has a right in an environment. */
export const may = (caller: Pick<Caller, 'roles'>, right: Right, environment: EnvironmentName): boolean => {
  const allowed: readonly ServiceRole[] = RIGHTS[right];
  return rolesIn(caller, environment).some((role) => allowed.includes(role));
};

/** Roles that somebody may hold in an environment: those they may ask for, now. */
export const mayHold = (caller: Pick<Caller, 'roles'>, environment: EnvironmentName): Role[] => [
  ...new Set(rolesIn(caller, environment).flatMap((role) => MAY_ASK_FOR[role])),
];

/** @throws {ServiceProblem} when a caller may not do it there */
export function refuseWithoutRight(caller: Pick<Caller, 'roles'>, right: Right, environment: EnvironmentName): void {
  if (may(caller, right, environment)) return;
  throw new ServiceProblem(403, 'this is not allowed to you', {
    detail: `It takes one of these roles in ${environment}: ${RIGHTS[right].join(', ')}.`,
  });
}
