import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Platform } from '../../../model/platform';
import { deployedDesk } from './deployed-desk';
import { jsonLog } from './log';
import { readOpenapi } from './openapi';
import { handoffServer } from './server';
import { requireVariables } from './start';

export interface ServeProps {
  readonly platform: Platform;
  readonly environment: EnvironmentVariables;
  /** Path of the OpenAPI file. */
  readonly openapi: string;
  readonly host: string;
  readonly port: number;
  readonly write: (line: string) => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Time for requests that are there when it has to stop: making a grant takes some. */
const GRACE_MS = 20_000;

/** What the ledger did not take waits in the pod, which may be gone tomorrow: it is tried again after so long. */
const CATCH_UP_MS = 60_000;
const CATCH_UP_LAST_MS = 5_000;

/**
 * Serves the hand-off of a platform until a signal ends it.
 *
 * @throws {AccessRefused} when a variable is missing or wrong, with all of them
 * @throws {Error} when the OpenAPI file is none, or the address is taken
 */
export async function serveHandoff({ platform, environment, openapi, host, port, write }: ServeProps): Promise<void> {
  await requireVariables(environment);
  const log = jsonLog(write);
  const desk = deployedDesk(platform, environment, log);
  const server = await handoffServer({ desk, openapi: readOpenapi(openapi), log });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
  const address = await server.listen({ host, port });
  log('info', 'listening', { address });
  const catchUp = async () => {
    for (const problem of await desk.catchUp()) log('error', 'the ledger does not have everything', { problem });
  };
  await keepOn(catchUp, stopped);
  log('info', 'stopping');
  await stop(server, GRACE_MS);
  await atMost(CATCH_UP_LAST_MS, catchUp());
}

/** Takes no new connection; what is under way ends, or is cut off. @param graceMs how long that may take */
export async function stop(server: FastifyInstance, graceMs: number): Promise<void> {
  await atMost(graceMs, server.close());
  // A connection that stays would keep the process.
  server.server.closeAllConnections();
}

/** Does something again and again, until it is enough. */
async function keepOn(work: () => Promise<void>, enough: Promise<void>): Promise<void> {
  const over = new AbortController();
  void enough.then(() => over.abort());
  while (!over.signal.aborted) {
    await Promise.race([work().catch(() => undefined), enough]);
    await sleep(CATCH_UP_MS, undefined, { signal: over.signal }).catch(() => undefined);
  }
}

/** Waits for something, but not for ever. Whether it fails is all the same. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const limit = sleep(ms, undefined, { signal: over.signal });
  await Promise.allSettled([Promise.race([work, limit])]);
  over.abort();
  await limit.catch(() => undefined);
}
