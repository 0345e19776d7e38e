import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinodeAccess } from './access';

/** Headers of a request that are passed on, and those of the answer. */
const PASSED_ON = ['authorization', 'x-filter', 'user-agent', 'accept'];
const PASSED_BACK = ['retry-after', 'x-oauth-scopes', 'x-spec-version'];

/** As long as the provider's client would wait at most for one answer. */
const TIMEOUT_MS = 60_000;

const KUBECONFIG = /^\/v4(?:beta)?\/lke\/clusters\/(\d+)\/kubeconfig$/;

export interface ReadingProxyProps {
  /** The API that is asked, and the token that is let through: whoever else knocks here gets nothing. */
  readonly access: LinodeAccess;
  /** Kubeconfigs by the id of their cluster, in base64, as the API gives them. */
  readonly kubeconfigs: ReadonlyMap<string, string>;
}

/**
 * The Linode API on loopback, for reading alone: of everything else nothing leaves this machine, whatever the token may do.
 *
 * Linode gives a kubeconfig to no token that only reads, and the provider takes that for a failure of the whole plan. The
 * state has the kubeconfig already, so it is answered from there.
 */
export class ReadingProxy {
  private constructor(private readonly server: Server) {}

  static async start(props: ReadingProxyProps): Promise<ReadingProxy> {
    const server = createServer((request, response) => {
      answer(request, response, props).catch((error: unknown) => {
        refuse(response, 502, `the Linode API cannot be reached: ${(error as Error).message}`);
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    // The work that it is for keeps the process alive, and not the proxy.
    server.unref();
    return new ReadingProxy(server);
  }

  /** What LINODE_URL is set to. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { access, kubeconfigs }: ReadingProxyProps,
): Promise<void> {
  const { method, url = '/', headers } = request;
  if (method !== 'GET') {
    refuse(response, 403, `${method} is not let through: this is for reading alone`);
    return;
  }
  if (headers.authorization !== `Bearer ${access.token}`) {
    refuse(response, 401, 'Invalid Token');
    return;
  }
  const [, cluster = ''] = KUBECONFIG.exec(url.replace(/\?.*$/, '')) ?? [];
  const kubeconfig = kubeconfigs.get(cluster);
  if (kubeconfig === undefined) await passOn(request, response, access);
  else send(response, 200, JSON.stringify({ kubeconfig }));
}

async function passOn({ url = '/', headers }: IncomingMessage, response: ServerResponse, { url: api }: LinodeAccess) {
  const own = PASSED_ON.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : []));
  // The version is in the path that is asked for.
  const asked = await fetch(api.replace(/\/v\d+\w*$/, '') + url, {
    headers: Object.fromEntries(own) as Record<string, string>,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const back = PASSED_BACK.flatMap((name) => (asked.headers.has(name) ? [[name, asked.headers.get(name)]] : []));
  send(response, asked.status, await asked.text(), Object.fromEntries(back) as Record<string, string>);
}

const refuse = (response: ServerResponse, status: number, reason: string) => {
  send(response, status, JSON.stringify({ errors: [{ reason }] }));
};

/** Under exactly this content type the provider takes an error for one of Linode's. */
function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json' });
  response.end(body);
}
