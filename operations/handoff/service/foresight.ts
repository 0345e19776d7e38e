import type { IncomingHttpHeaders } from 'node:http';
import { ServiceProblem } from './problem';

/** What browsers say of requests that nobody has made yet: to have the answer ready, or to show what it looks like. */
const SAID_BY = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;
const FORESIGHT = /prefetch|prerender|preview/i;

/**
 * Refuses to give what can be given once to a browser that only expects to be asked for it.
 *
 * @throws {ServiceProblem} before anything is used up
 */
export function refuseForesight(headers: IncomingHttpHeaders): void {
  if (!SAID_BY.some((name) => FORESIGHT.test(String(headers[name] ?? '')))) return;
  throw new ServiceProblem(403, 'this is given to nobody in advance', {
    detail: 'The address is not used up: open it, or fetch it with curl.',
  });
}
