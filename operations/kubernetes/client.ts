import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { type ProxiedServiceName, proxyPathOf } from '../../model/proxied-services';
import type { Deadline } from '../machine/deadline';
import { agentFor, type KubernetesCredential, wasClosed } from './connections';
import { KubernetesError, noList, notTheApi } from './error';
import { parsed } from './json-text';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a Kubernetes API is, and who is asking. */
export interface KubernetesAccess {
  /** Such as `https://<id>.nl-ams-1-gw.linodelke.net:443`. */
  readonly server: string;
  /** Certificate authority of that address, in PEM. @default - those that the system trusts */
  readonly ca?: string | undefined;
  readonly credential: KubernetesCredential;
  /** After which nothing is asked any more, and no answer is waited for. @default - none */
  readonly deadline?: Deadline | undefined;
  /** As whom it is asked, by whoever may impersonate that user. @default - as whom the credential is of */
  readonly as?: { readonly user: string; readonly groups?: readonly string[] } | undefined;
}

/** What the API server answered. */
export interface KubernetesAnswer {
  readonly status: number;
  readonly body: unknown;
  /** What its clock says. @default - it does not say */
  readonly date?: Date | undefined;
}

/** An object as the API server gives it, as far as it is read here. */
export interface KubernetesObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string;
    readonly resourceVersion?: string;
  };
}

interface List {
  /** null where there is none: so the API server writes an empty list of metadata. @default - what answered has no lists */
  readonly items?: readonly KubernetesObject[] | null;
  readonly metadata?: { readonly continue?: string };
}

/** A request: method, path, body, its content type, and what is taken for an answer. */
type Request = [method: string, path: string, body: unknown, contentType: string, accept: string];

interface Exchanged {
  readonly status: number;
  readonly answer: string;
  readonly date: Date | undefined;
  /** How long the API server asks to wait. */
  readonly waitMs: number | undefined;
}

const TIMEOUT_MS = 30_000;
/** How often a request is sent that is refused because there are too many, and how long to wait at most in between. */
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const TOO_MANY = 429;
const PAGE = 500;
const JSON_TYPE = 'application/json';

/** Lists come without the content of the objects, which for a release is large, and secret. */
const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1, application/json';

/** Asks the API of a Kubernetes cluster. Redirects are not followed: a token goes to the server it is meant for. */
export class KubernetesClient {
  private readonly agent: ReturnType<typeof agentFor>;
  /** Plain HTTP is spoken on loopback alone, by what stands in for a cluster. */
  private readonly isPlain: boolean;

  constructor(private readonly access: KubernetesAccess) {
    this.isPlain = access.server.startsWith('http://127.0.0.1:');
    this.agent = agentFor(access.credential, access.ca, this.isPlain);
  }

  /**
   * What the API server answers, whatever its status.
   *
   * @param contentType of the body; a `PATCH` has one of its own
   * @throws {KubernetesError} when no answer comes, or a good one that is not JSON; that of a DELETE may be empty
   */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    contentType = JSON_TYPE,
    accept = JSON_TYPE,
  ): Promise<KubernetesAnswer> {
    const { status, answer, date } = await this.exchange(method, path, body, contentType, accept);
    const data = parsed(answer);
    // A Service behind it may answer with nothing that something is gone, as Alertmanager does.
    const isNothing = method === 'DELETE' && answer === '';
    if (data === undefined && status < 400 && !isNothing)
      throw notTheApi(this.access.server, `${method} ${path}`, status);
    return { status, body: data ?? { message: answer.slice(0, 200) }, ...(date && { date }) };
  }

  /**
   * What a Service answers through the API server, as a text; undefined where it cannot be reached that way.
   *
   * @throws {KubernetesError} when the API server itself does not answer
   */
  async askService(service: ProxiedServiceName, path: string): Promise<string | undefined> {
    const place = proxyPathOf(service, path);
    const { status, answer } = await this.exchange('GET', place, undefined, JSON_TYPE, '*/*');
    return status === 200 ? answer : undefined;
  }

  /**
   * What a path answers that speaks in words, whatever the status.
   *
   * @throws {KubernetesError} when no answer comes
   */
  async askText(path: string): Promise<{ readonly status: number; readonly text: string }> {
    const { status, answer } = await this.exchange('GET', path, undefined, JSON_TYPE, '*/*');
    return { status, text: answer };
  }

  /** What was refused because there are too many requests was not done: it is sent again, after as long as is asked. */
  private async exchange(...request: Request): Promise<Omit<Exchanged, 'waitMs'>> {
    for (let attempt = 1; ; attempt += 1) {
      const answered = await this.exchangeOnce(...request);
      if (answered.status !== TOO_MANY || attempt === ATTEMPTS) return answered;
      const waitMs = answered.waitMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
      await sleep(Math.min(waitMs, LONGEST_WAIT_MS, this.access.deadline?.leftMs ?? Infinity));
    }
  }

  private exchangeOnce(...asked: Request): Promise<Exchanged> {
    const [method, path, body, contentType, accept] = asked;
    const { server, credential, as, deadline } = this.access;
    const timeout = deadline ? Math.min(TIMEOUT_MS, deadline.leftMs) : TIMEOUT_MS;
    const noAnswer = `no answer within ${Math.ceil(timeout / 1000)} seconds`;
    const content = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      accept,
      ...('token' in credential && { authorization: `Bearer ${credential.token}` }),
      ...(as && { 'impersonate-user': as.user, 'impersonate-group': [...(as.groups ?? [])] }),
      ...(content !== undefined && { 'content-type': contentType, 'content-length': Buffer.byteLength(content) }),
    };
    // `timeout` is of silence alone: an answer that trickles in is over at the deadline, too.
    const signal = deadline && AbortSignal.timeout(deadline.leftMs);
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        const reason = signal?.aborted === true ? noAnswer : error.message;
        const what = `the Kubernetes API at ${server} cannot be reached (${method} ${path}): ${reason}`;
        reject(new KubernetesError(what, undefined, { cause: error }));
      };
      if (timeout === 0) {
        fail(new Error(`it did not answer within ${(deadline?.timeoutMs ?? 0) / 1000} seconds before`));
        return;
      }
      const options = { method, headers, agent: this.agent, timeout, ...(signal && { signal }) };
      const url = new URL(`${server.replace(/\/+$/, '')}${path}`);
      const sent = (this.isPlain ? plainRequest : request)(url, options, (response) => {
        text(response).then((answer) => {
          const { date, 'retry-after': seconds } = response.headers;
          resolve({
            status: response.statusCode ?? 0,
            answer,
            date: date === undefined ? undefined : new Date(date),
            waitMs: Number(seconds) >= 0 ? Number(seconds) * 1000 : undefined,
          });
        }, fail);
      });
      sent.on('timeout', () => sent.destroy(new Error(noAnswer)));
      sent.on('error', (error) => {
        if (method === 'GET' && wasClosed(sent, error)) resolve(this.exchangeOnce(...asked));
        else fail(error);
      });
      sent.end(content);
    });
  }

  /**
   * The object that the API server answers.
   *
   * @throws {KubernetesError} when it refuses, in its words
   */
  async send(method: string, path: string, body?: unknown, contentType?: string, accept?: string): Promise<unknown> {
    const answer = await this.ask(method, path, body, contentType, accept);
    if (answer.status < 400) return answer.body;
    const { message } = answer.body as { message?: unknown };
    const reason = typeof message === 'string' ? message : 'no reason is given';
    throw new KubernetesError(
      `the Kubernetes API refuses ${method} ${path}: ${answer.status} ${reason}`,
      answer.status,
    );
  }

  /** An object by its path, such as `/api/v1/namespaces/env-production`; undefined if there is none. */
  async get(path: string): Promise<KubernetesObject | undefined> {
    return (await this.unlessMissing('GET', path)) as KubernetesObject | undefined;
  }

  /** Every object of a collection, without its content. @param selector such as `fieldSelector=type%3DOpaque` */
  list(path: string, selector = ''): Promise<KubernetesObject[]> {
    return this.pagesOf(path, selector, METADATA_ONLY);
  }

  /** Every object of a collection, with its content. */
  listWhole(path: string): Promise<KubernetesObject[]> {
    return this.pagesOf(path, '', JSON_TYPE);
  }

  private async pagesOf(path: string, selector: string, accept: string): Promise<KubernetesObject[]> {
    const items: KubernetesObject[] = [];
    const query = [`limit=${PAGE}`, selector].filter(Boolean).join('&');
    for (let next: string | undefined = ''; next !== undefined;) {
      const place: string = next && `&continue=${encodeURIComponent(next)}`;
      const page = (await this.send('GET', `${path}?${query}${place}`, undefined, undefined, accept)) as List;
      if (page.items === undefined) throw noList(this.access.server, path);
      items.push(...(page.items ?? []));
      next = page.metadata?.continue || undefined;
    }
    return items;
  }

  /** Removes an object, which may be gone already. */
  async remove(path: string): Promise<void> {
    await this.unlessMissing('DELETE', path);
  }

  private async unlessMissing(method: string, path: string): Promise<unknown> {
    try {
      return await this.send(method, path);
    } catch (error) {
      if (error instanceof KubernetesError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** The same API, asked as another user, by impersonation; to be closed as well. */
  as(user: string, groups: readonly string[] = []): KubernetesClient {
    return new KubernetesClient({ ...this.access, as: { user, groups } });
  }

  close(): void {
    this.agent.destroy();
  }
}
