import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemPage } from './page/problem-page';
import type { PageSite } from './page/site';
import { problemBody, type ServiceProblem } from './problem';

const JSON_TYPE = 'application/problem+json';
const HTML_TYPE = 'text/html';

/** Sends a problem as the file says that the operation does: for programs, for people, or as whoever asks wants it. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ServiceProblem, site: PageSite) {
  const { retryAfter } = problem.more;
  void reply.header('cache-control', 'no-store').code(problem.status);
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  if (!isForPeople(request, problem.status)) return reply.type(JSON_TYPE).send(problemBody(problem));
  const [path = '/'] = request.url.split('?');
  return reply.type(`${HTML_TYPE}; charset=utf-8`).send(problemPage(site, problem, path));
}

/** What the other answers get from hooks, of which none runs for an address that is none. */
const BARE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Sends a problem of a request that is not known by any route. */
export function sendBare(reply: FastifyReply, problem: ServiceProblem): void {
  void reply
    .code(problem.status)
    .headers(BARE_HEADERS)
    .type(JSON_TYPE)
    .send(JSON.stringify(problemBody(problem)));
}

function isForPeople({ routeOptions, headers }: FastifyRequest, status: number): boolean {
  const { response } = (routeOptions.schema ?? {}) as { readonly response?: Responses };
  const types = response ? Object.keys(response[status]?.content ?? {}) : [JSON_TYPE, HTML_TYPE];
  if (!types.includes(HTML_TYPE)) return false;
  return !types.includes(JSON_TYPE) || headers.accept?.includes(HTML_TYPE) === true;
}

type Responses = Readonly<Record<number, { readonly content?: object } | undefined>>;
