import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Platform } from '../../../model/platform';
import { deployedDesk } from './deployed-desk';
import { jsonLog } from './log';
import { readOpenapi } from './openapi';
import { handoffServer } from './server';

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

/**
 * Serves the hand-off of a platform until a signal ends it.
 *
 * @throws {Error} when a key is missing, the OpenAPI file is none, or the address is taken
 */
export async function serveHandoff({ platform, environment, openapi, host, port, write }: ServeProps): Promise<void> {
  const log = jsonLog(write);
  const server = await handoffServer({ desk: deployedDesk(platform, environment), openapi: readOpenapi(openapi), log });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
  const address = await server.listen({ host, port });
  log('info', 'listening', { address });
  await stopped;
  log('info', 'stopping');
  // No new request is taken; what is under way ends, or is cut off.
  const cut = new AbortController();
  await Promise.race([server.close(), sleep(GRACE_MS, undefined, { signal: cut.signal })]);
  cut.abort();
}
