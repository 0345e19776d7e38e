import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

/** An object of the Kubernetes API, as it is sent and answered. */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    name?: string;
    namespace?: string;
    generateName?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    deletionTimestamp?: string;
    finalizers?: string[];
  };
  items?: KubernetesObject[];
  [field: string]: unknown;
}

export interface KubernetesAnswer {
  readonly status: number;
  readonly body: KubernetesObject;
}

/** How a `PATCH` is meant. */
export const PATCH = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** The API server refused a request. */
export class KubernetesRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** How long a connection is kept without a request: a test that is busy with something else does not see it being closed. */
const KEPT_MS = 5_000;

/** Asks a Kubernetes API as one user. */
export class KubernetesClient {
  private readonly agent: Agent;

  /** @param token of the user; without one the user is `system:anonymous` */
  constructor(
    readonly server: string,
    readonly ca: string,
    readonly token?: string,
  ) {
    this.agent = new Agent({ ca, keepAlive: true, timeout: KEPT_MS });
  }

  /** The same API as another user. */
  as(token: string | undefined): KubernetesClient {
    return new KubernetesClient(this.server, this.ca, token);
  }

  /** Whatever the API server answers. @param contentType of the body; `PATCH` needs one of {@link PATCH} */
  async ask(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<KubernetesAnswer> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.server),
        {
          method,
          agent: this.agent,
          headers: {
            accept: 'application/json',
            ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
            ...(content !== undefined && { 'content-type': contentType, 'content-length': Buffer.byteLength(content) }),
          },
        },
        (response) => {
          text(response).then((answer) => {
            resolve({ status: response.statusCode ?? 0, body: parsed(answer) });
          }, reject);
        },
      );
      sent.on('error', (error: NodeJS.ErrnoException) => {
        const isClosed = sent.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '');
        if (isClosed && method === 'GET') resolve(this.ask(method, path, body, contentType));
        else reject(error);
      });
      sent.end(content);
    });
  }

  /** What the API server answers. @throws KubernetesRefusal in its words */
  async get(path: string): Promise<KubernetesObject> {
    return accepted(await this.ask('GET', path));
  }

  /** @throws KubernetesRefusal */
  async create(path: string, object: KubernetesObject): Promise<KubernetesObject> {
    return accepted(await this.ask('POST', path, object));
  }

  /** @throws KubernetesRefusal */
  async replace(path: string, object: KubernetesObject): Promise<KubernetesObject> {
    return accepted(await this.ask('PUT', path, object));
  }

  /** @throws KubernetesRefusal */
  async patch(path: string, change: unknown, how: keyof typeof PATCH = 'merge'): Promise<KubernetesObject> {
    return accepted(await this.ask('PATCH', path, change, PATCH[how]));
  }

  /** Deletes what may be gone already. @throws KubernetesRefusal */
  async remove(path: string): Promise<void> {
    const answer = await this.ask('DELETE', path);
    if (answer.status !== 404) accepted(answer);
  }

  close(): void {
    this.agent.destroy();
  }
}

function accepted({ status, body }: KubernetesAnswer): KubernetesObject {
  if (status < 400) return body;
  throw new KubernetesRefusal(status, typeof body.message === 'string' ? body.message : `status ${status}`);
}

function parsed(answer: string): KubernetesObject {
  try {
    return JSON.parse(answer) as KubernetesObject;
  } catch {
    return { message: answer };
  }
}
