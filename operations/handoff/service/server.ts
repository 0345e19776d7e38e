import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Openapi } from './openapi';
import { authenticate } from './authenticate';
import type { Caller } from './caller';
import { cookiesAt } from './cookies';
import type { Desk } from './desk';
import { Guesses } from './guesses';
import { GUESSES, limitsOf } from './limits';
import type { Log } from './log';
import { ServiceMetrics } from './metrics';
import type { Asked, Operation } from './operation';
import { OPERATIONS } from './operations';
import { siteOf } from './page/site';
import { FAILED, ServiceProblem, problemOf } from './problem';
import { sendBare, sendProblem } from './send-problem';
import { errorText } from './error-text';
import { watched } from './unwritten';
import { compilerFor, responseAjv } from './validation';

export interface ServerProps {
  readonly desk: Desk;
  readonly openapi: Openapi;
  readonly log: Log;
}

/** Largest body that is taken: that of Alertmanager. */
const BODY_BYTES = 1_048_576;
/** Largest form. */
const FORM_BYTES = 16_384;
const REQUEST_MS = 30_000;

/** What a browser does with an answer: it takes our style, sends our forms to us, and nothing else. No script runs. */
const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

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
  const site = siteOf(desk.platform);
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
    // A caller that was led here while it goes is answered, and told to come back by another connection.
    return503OnClosing: false,
    frameworkErrors: (error, _request, reply) => sendBare(reply, problemOf(error)),
    routerOptions: { maxParamLength: 2048 },
  });
  server.setValidatorCompiler(await compilerFor());
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  server.addHook('onRequest', (request, _reply, done) => {
    known.set(request, { began: performance.now() });
    done();
  });
  let isStopping = false;
  server.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    // Proxies keep connections, which would keep a service that stops.
    if (isStopping) void reply.header('connection', 'close');
    done();
  });
  server.addHook('preValidation', (request, _reply, done) => {
    done(refusalOfType(request));
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
    const problem = describedOf(request, problemOf(error));
    if (problem.status >= 500) log('error', 'failed', { operation: operationOf(request), error: errorText(error) });
    return sendProblem(request, reply, problem, site);
  });
  server.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new ServiceProblem(404, 'there is nothing here'), site),
  );
  await register(server, address);
  const door = { desk, cookies, guesses: new Guesses(server.createRateLimit(GUESSES), desk.now) };
  const caller = (request: FastifyRequest) => async () => {
    const who = await authenticate(door, request);
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
      const handler = async (request: FastifyRequest, reply: FastifyReply) => {
        const { desk: own, logUnwritten } = watched(desk, log);
        const caller = known.get(request)?.caller;
        try {
          return await answer(operation, { desk: own, cookies, metrics, openapi, log, request, reply, caller });
        } finally {
          logUnwritten();
        }
      };
      return { handler, config: { rateLimit: limitsOf(operationId) } } as never;
    },
    securityHandlers: {
      session: (request: FastifyRequest) => by('person', request, caller(request)),
      machine: (request: FastifyRequest) => by('machine', request, caller(request)),
    },
  });
  return server;
}

/** A body of a kind that the file does not name would be held to no schema at all. */
function refusalOfType({ routeOptions, mediaType }: FastifyRequest): ServiceProblem | undefined {
  const { content } = (routeOptions.schema?.body ?? {}) as { readonly content?: object };
  const taken = Object.keys(content ?? {});
  if (taken.length === 0 || (mediaType !== undefined && taken.includes(mediaType))) return undefined;
  return new ServiceProblem(415, 'this kind of body is not taken', { detail: `It takes ${taken.join(', ')}.` });
}

/** A status that the file does not name for an operation is none that callers could expect: it is a failure of ours. */
function describedOf({ routeOptions }: FastifyRequest, problem: ServiceProblem): ServiceProblem {
  const { response } = (routeOptions.schema ?? {}) as { readonly response?: Readonly<Record<number, unknown>> };
  return response && !(problem.status in response) ? FAILED : problem;
}

/** By the file; the glue leaves it in the schema of the route. */
const operationOf = ({ routeOptions }: FastifyRequest) =>
  (routeOptions.schema as { readonly operationId?: string } | undefined)?.operationId ?? 'none';

/** Lets one kind of caller in. */
async function by(kind: Caller['kind'], request: FastifyRequest, ask: () => Promise<Caller>): Promise<void> {
  const isMachine = request.headers.authorization !== undefined;
  if (isMachine !== (kind === 'machine')) throw new ServiceProblem(401, 'nothing proves who you are');
  await ask();
}

async function register(server: FastifyInstance, address: string): Promise<void> {
  await server.register((await import('@fastify/cookie')).default);
  await server.register((await import('@fastify/formbody')).default, { bodyLimit: FORM_BYTES });
  await server.register((await import('@fastify/helmet')).default, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // Of this host alone: others below it may be somebody else's.
    strictTransportSecurity: address.startsWith('https://') && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
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
  if (body === undefined) return reply.send();
  return reply.type(type).send(body);
}
