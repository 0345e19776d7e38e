import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { listen } from '../../listen';
import { kubernetesAnswer } from '../../kubernetes/api';
import type { World } from '../../world/world';
import type { LinodeApi } from './api';
import { ApiError, notFound } from './error';
import type { ApiRequest } from './route';

/** The Linode API over HTTP, on a port of 127.0.0.1 that the system chooses. */
export interface ApiServer {
  /** without version: `http://127.0.0.1:12345`, the value of LINODE_URL */
  url: string;
  stop(): void;
}

export async function serveApi(api: LinodeApi, world: World): Promise<ApiServer> {
  const server = createServer((request, response) => {
    void answer(request, api, world)
      .catch(failure)
      .then(({ status, body, scopes }) => {
        // The Go client takes an error for one of Linode's only under exactly this content type.
        response.writeHead(status, { 'content-type': 'application/json', ...scopeHeaders(scopes) });
        response.end(JSON.stringify(body));
      });
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      stop(server);
    },
  };
}

interface Answer {
  status: number;
  body: unknown;
  scopes?: string | undefined;
}

async function answer(message: IncomingMessage, api: LinodeApi, world: World): Promise<Answer> {
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://stand-in');
  const token = /^Bearer (.+)$/i.exec(message.headers.authorization ?? '')?.[1];
  const [, host, kubernetesPath] = /^\/kubernetes\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
  if (host && kubernetesPath) {
    const method = String(message.method);
    const body = method === 'PATCH' ? await bodyOf(message) : undefined;
    return kubernetesAnswer(world, { host, method, path: kubernetesPath, query: searchParams, token, body });
  }
  const [, version, path] = /^\/(v4|v4beta)(\/.*)$/.exec(pathname) ?? [];
  if (!version || !path) throw notFound();
  const body = await api.answer({
    method: message.method as ApiRequest['method'],
    path,
    version: version as ApiRequest['version'],
    token,
    query: searchParams,
    filter: header(message, 'x-filter'),
    body: await bodyOf(message),
  });
  const scopes = [...world.linode.tokens.values()].find((it) => it.token === token)?.scopes;
  return { status: 200, body, scopes };
}

function failure(error: unknown): Answer {
  if (error instanceof ApiError) return { status: error.status, body: { errors: error.errors } };
  return { status: 500, body: { errors: [{ reason: `The stand-in failed: ${String(error)}` }] } };
}

async function bodyOf(message: IncomingMessage): Promise<unknown> {
  if (!Number(message.headers['content-length'] ?? 0)) return undefined;
  return json(message).catch(() => {
    throw new ApiError(400, 'JSON parse error');
  });
}

/** What the token may do, as the API tells in each answer. */
function scopeHeaders(scopes: string | undefined): Record<string, string> {
  return scopes === undefined ? {} : { 'x-oauth-scopes': scopes };
}

function header(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}
