import type { EnvironmentName } from '../../../../model/entities/environment';
import type { DriftReport } from '../../../drift/report';
import { ContractUnreadable, type PublishedContract } from '../../contracts';
import { readKept } from '../../publish';
import type { Caller } from '../caller';
import type { Desk } from '../desk';
import { environmentPage } from '../page/environment-page';
import { overviewPage } from '../page/overview';
import { pathOf, siteOf } from '../page/site';
import { may, mayHold } from '../rights';
import { countWaiting, listAccessRequests } from './access';
import { getHistory, getStatus, listEnvironments, unreadableText } from './contracts';

/** Former reports that the page names. */
const REPORTS = 10;
const EVENTS = 50;

/** The environments that somebody may see, as a page. */
export async function showOverview(desk: Desk, caller: Caller): Promise<string> {
  const { environments } = await listEnvironments(desk, caller);
  const overseen = await Promise.all(
    environments.map(async ({ environment, contract_version: contractVersion }) => {
      const [{ status, since }, reports, waiting] = await Promise.all([
        getStatus(desk, environment),
        driftOf(desk, environment, 1),
        waitingFor(desk, caller, environment),
      ]);
      const drift = reports === 'unreadable' ? reports : reports[0];
      return { environment, status, since, contractVersion, drift, waiting };
    }),
  );
  return overviewPage(siteOf(desk.platform), caller, overseen);
}

/**
 * Everything about an environment, as a page.
 *
 * @param before where the page of requests before ended. @default - the newest requests
 */
export async function showEnvironment(
  desk: Desk,
  caller: Caller,
  environment: EnvironmentName,
  before?: number,
): Promise<string> {
  const [status, published, { requests, next }, drift, { events }] = await Promise.all([
    getStatus(desk, environment),
    contractOf(desk, environment),
    listAccessRequests(desk, caller, environment, before),
    driftOf(desk, environment, REPORTS),
    getHistory(desk, environment, EVENTS),
  ]);
  const site = siteOf(desk.platform);
  const access = {
    path: `${site.base}${pathOf(environment)}`,
    csrf: caller.csrf ?? '',
    policies: policiesFor(desk, caller, environment),
    requests: requests.map((request) => ({ ...request, isMine: request.asked_by === caller.actor.name })),
    isOlder: before !== undefined,
    next,
    mayApprove: may(caller, 'approveAccess', environment),
  };
  return environmentPage({ site, environment, caller, access, status, published, drift, events });
}

const waitingFor = (desk: Desk, caller: Caller, environment: EnvironmentName): number | Promise<number> =>
  may(caller, 'approveAccess', environment) ? countWaiting(desk, caller, environment) : 0;

function policiesFor({ platform }: Desk, caller: Caller, environment: EnvironmentName) {
  const mine = mayHold(caller, environment);
  const policies = platform.environments.find(({ name }) => name === environment)?.accessPolicies ?? [];
  return policies.filter(({ role }) => mine.includes(role));
}

/** Without its contract a page still says everything else, and why. */
async function contractOf(
  { book }: Desk,
  environment: EnvironmentName,
): Promise<PublishedContract | { readonly unreadable: string } | undefined> {
  try {
    return await readKept(book, environment);
  } catch (error) {
    if (error instanceof ContractUnreadable) return { unreadable: unreadableText(error) };
    throw error;
  }
}

/** Without its reports a page still says everything else. */
async function driftOf(
  desk: Desk,
  environment: EnvironmentName,
  latest: number,
): Promise<readonly DriftReport[] | 'unreadable'> {
  try {
    return await desk.driftReports(environment, latest);
  } catch {
    return 'unreadable';
  }
}
