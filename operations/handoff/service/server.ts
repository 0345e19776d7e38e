import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Openapi } from './openapi';
import { authenticate } from './authenticate';
import type { Caller } from './caller';
import { cookiesAt } from './cookies';
import type { Desk } from './desk';
import { limitsOf } from './limits';
import type { Log } from './log';
import { ServiceMetrics } from './metrics';
import type { Asked, Operation } from './operation';
import { OPERATIONS } from './operations';
import { ServiceProblem, problemBody, problemOf } from './problem';
import { compilerFor, responseAjv } from './validation';

export interface ServerProps {
  readonly desk: Desk;
  readonly openapi: Openapi;
  readonly log: Log;
}

/** Largest body that is taken: that of Alertmanager. */
const BODY_BYTES = 1_048_576;
const REQUEST_MS = 30_000;
const PROBLEM = 'application/problem+json';

/** What a request is known by while it is answered. */
interface Known {
  caller?: Caller;
  began: number;
}

/** The service, ready to listen: its routes, who may come in by which credential, and what is valid, are those of the file. */
export async function handoffServer({ desk, openapi, log }: ServerProps): Promise<FastifyInstance> {
  const { fastify } = await import('fastify');
  const address = desk.platform.handoffService?.address ?? '';
  const cookies = cookiesAt(address);
  const metrics = new ServiceMetrics();
  const known = new WeakMap<FastifyRequest, Known>();
  const server = fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    exposeHeadRoutes: false,
    // The last proxy says who asks; what a caller writes in front of that says nothing.
    trustProxy: (_address, hop) => hop < 1,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2048 },
  });
  server.setValidatorCompiler(await compilerFor());
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  server.addHook('onRequest', (request, _reply, done) => {
    known.set(request, { began: performance.now() });
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { began, caller } = known.get(request) ?? { began: performance.now() };
    const operation = operationOf(request);
    const seconds = (performance.now() - began) / 1000;
    metrics.observe(operation, reply.statusCode, seconds);
    // Never the address: that of a kubeconfig is a credential.
    log('info', 'answered', { operation, status: reply.statusCode, seconds, caller: caller?.actor.name ?? null });
    done();
  });
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) log('error', 'failed', { operation: operationOf(request), error: textOf(error) });
    return send(reply, problem);
  });
  server.setNotFoundHandler((_request, reply) => send(reply, new ServiceProblem(404, 'there is nothing here')));
  await register(server, address);
  const caller = (request: FastifyRequest) => async () => {
    const who = await authenticate(desk, cookies, request);
    known.set(request, { ...known.get(request), began: known.get(request)?.began ?? performance.now(), caller: who });
    return who;
  };
  const glue = (await import('fastify-openapi-glue')).default;
  await server.register(glue, {
    specification: structuredClone(openapi.document) as never,
    operationResolver: (operationId: string) => {
      const operation = OPERATIONS[operationId];
      // A description that names what nobody does does not describe this service.
      if (!operation)
        throw new Error(`${operationId} of the OpenAPI file is an operation that the service does not have`);
      const handler = (request: FastifyRequest, reply: FastifyReply) =>
        answer(operation, { desk, cookies, metrics, openapi, request, reply, caller: known.get(request)?.caller });
      return { handler, config: { rateLimit: limitsOf(operationId) } } as never;
    },
    securityHandlers: {
      session: (request: FastifyRequest) => by('person', request, caller(request)),
      machine: (request: FastifyRequest) => by('machine', request, caller(request)),
    },
  });
  return server;
}

/** By the file; the glue leaves it in the schema of the route. */
const operationOf = ({ routeOptions }: FastifyRequest) =>
  (routeOptions.schema as { readonly operationId?: string } | undefined)?.operationId ?? 'none';
const textOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** Lets one kind of caller in. */
async function by(kind: Caller['kind'], request: FastifyRequest, ask: () => Promise<Caller>): Promise<void> {
  const isMachine = request.headers.authorization !== undefined;
  if (isMachine !== (kind === 'machine')) throw new ServiceProblem(401, 'nothing proves who you are');
  await ask();
}

async function register(server: FastifyInstance, address: string): Promise<void> {
  await server.register((await import('@fastify/cookie')).default);
  await server.register((await import('@fastify/helmet')).default, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: address.startsWith('https://') && { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await server.register((await import('@fastify/rate-limit')).default, {
    global: true,
    max: 6_000,
    timeWindow: '1 minute',
    errorResponseBuilder: () => new ServiceProblem(429, 'too many requests', { detail: 'Wait, as Retry-After says.' }),
  });
  await server.register((await import('@fastify/response-validation')).default, {
    ajv: (await responseAjv()) as never,
    responseStatusCodeValidation: true,
  });
}

async function answer(operation: Operation, asked: Asked): Promise<unknown> {
  const { reply } = asked;
  void reply.header('cache-control', 'no-store');
  const { status = 200, type = 'application/json', body } = await operation(asked);
  void reply.code(status);
  if (status === 204 || status === 302) return reply.send();
  return reply.type(type).send(body);
}

function send(reply: FastifyReply, problem: ServiceProblem) {
  void reply.header('cache-control', 'no-store');
  return reply.code(problem.status).type(PROBLEM).send(problemBody(problem));
}
