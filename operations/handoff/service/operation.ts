import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './caller';
import type { Cookies } from './cookies';
import type { Desk } from './desk';
import type { Log } from './log';
import type { ServiceMetrics } from './metrics';
import type { Openapi } from './openapi';

/** What an operation gets to work with. */
export interface Asked {
  readonly desk: Desk;
  readonly cookies: Cookies;
  readonly metrics: ServiceMetrics;
  readonly openapi: Openapi;
  readonly log: Log;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly caller: Caller | undefined;
}

/** An answer, before it is validated and sent. */
export interface Answer {
  /** @default 200 */
  readonly status?: number;
  /** @default application/json */
  readonly type?: string;
  /** @default - there is none, as of what sends a browser on */
  readonly body?: unknown;
}

/** What is done for an operation of the OpenAPI file. */
export type Operation = (asked: Asked) => Promise<Answer>;
