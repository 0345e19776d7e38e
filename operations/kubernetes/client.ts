import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

/** Where a Kubernetes API is, and who is asking. */
export interface KubernetesAccess {
  /** Such as `https://<id>.nl-ams-1-gw.linodelke.net:443`. */
  readonly server: string;
  /** Certificate authority of that address, in PEM. @default - those that the system trusts */
  readonly ca?: string | undefined;
  readonly credential: { readonly token: string } | { readonly certificate: string; readonly key: string };
}

/** What the API server answered. */
export interface KubernetesAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The Kubernetes API refused a request, or could not be reached. */
export class KubernetesError extends Error {
  constructor(
    message: string,
    /** Status of the answer; undefined when there was none. */
    readonly status: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KubernetesError';
  }
}

const TIMEOUT_MS = 30_000;

/** Asks the API of a Kubernetes cluster. Redirects are not followed: a token goes to the server it is meant for. */
export class KubernetesClient {
  private readonly agent: Agent;

  constructor(private readonly access: KubernetesAccess) {
    const { ca, credential } = access;
    const certificate = 'key' in credential ? { cert: credential.certificate, key: credential.key } : {};
    this.agent = new Agent({ keepAlive: true, ...(ca !== undefined && { ca }), ...certificate });
  }

  /**
   * What the API server answers, whatever its status.
   *
   * @param contentType of the body; a `PATCH` has one of its own
   * @throws {KubernetesError} when no answer comes
   */
  ask(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<KubernetesAnswer> {
    const { server, credential } = this.access;
    const content = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      accept: 'application/json',
      ...('token' in credential && { authorization: `Bearer ${credential.token}` }),
      ...(content !== undefined && { 'content-type': contentType, 'content-length': Buffer.byteLength(content) }),
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        const what = `the Kubernetes API at ${server} cannot be reached (${method} ${path}): ${error.message}`;
        reject(new KubernetesError(what, undefined, { cause: error }));
      };
      const options = { method, headers, agent: this.agent, timeout: TIMEOUT_MS };
      const sent = request(new URL(path, server), options, (response) => {
        text(response).then((answer) => {
          resolve({ status: response.statusCode ?? 0, body: parsed(answer) });
        }, fail);
      });
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} seconds`)));
      sent.on('error', fail);
      sent.end(content);
    });
  }

  /**
   * The object that the API server answers.
   *
   * @throws {KubernetesError} when it refuses, in its words
   */
  async send(method: string, path: string, body?: unknown, contentType?: string): Promise<unknown> {
    const answer = await this.ask(method, path, body, contentType);
    if (answer.status < 400) return answer.body;
    const { message } = answer.body as { message?: unknown };
    const reason = typeof message === 'string' ? message : 'no reason is given';
    throw new KubernetesError(
      `the Kubernetes API refuses ${method} ${path}: ${answer.status} ${reason}`,
      answer.status,
    );
  }

  close(): void {
    this.agent.destroy();
  }
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return { message: answer.slice(0, 200) };
  }
}
