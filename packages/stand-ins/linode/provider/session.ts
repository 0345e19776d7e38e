import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError } from '../../protocol/service';
import type { KeyPair } from '../../world/object-store';
import type { World } from '../../world/world';
import type { LinodeApi } from '../api/api';
import { ApiError } from '../api/error';
import { askOverHttp } from './over-http';
import type { ApiRequest } from '../api/route';

/** What a configured linode provider works with. */
export interface LinodeSettings {
  /** where the API is asked over HTTP, without version. @default - in this process */
  url?: string | undefined;
  token: string | undefined;
  version: 'v4' | 'v4beta';
  objectKeys: KeyPair | undefined;
  temporaryObjectKeys: boolean;
  forceDeleteBuckets: boolean;
  skipDeletePoll: boolean;
}

/** How long the provider waits for the API, in milliseconds; the real one waits for minutes. */
const LONGEST_WAIT_MS = 10_000;
const POLL = 20;
/** Why a request ended that was cancelled. */
const CANCELLED = new Error('context canceled');

/** The provider's client of the Linode API. What it is `doing` begins the message when that fails. */
export class LinodeSession {
  private isStopped = false;
  /** Ends of the requests that are being made. An AbortSignal would warn of more than ten. */
  private readonly cancels = new Set<() => void>();

  constructor(
    private readonly api: LinodeApi,
    readonly settings: LinodeSettings,
    readonly world: World,
  ) {}

  get<T>(path: string, doing: string): Promise<T> {
    return this.call('GET', path, doing);
  }

  /** null when there is no such object */
  find<T>(path: string, doing: string): Promise<T | null> {
    return this.call<T | null>('GET', path, doing, undefined, () => null);
  }

  async list<T>(path: string, doing: string, filter?: object): Promise<T[]> {
    const request = { query: new URLSearchParams({ page_size: '500' }), filter: filter && JSON.stringify(filter) };
    return (await this.call<{ data: T[] }>('GET', path, doing, request)).data;
  }

  post<T>(path: string, body: object, doing: string): Promise<T> {
    return this.call('POST', path, doing, { body });
  }

  put<T>(path: string, body: object, doing: string): Promise<T> {
    return this.call('PUT', path, doing, { body });
  }

  /** Fine, too, when there is no such object any more. */
  async remove(path: string, doing: string): Promise<void> {
    await this.call('DELETE', path, doing, undefined, () => null);
  }

  /** Cancels every request that is being made, and all that would follow. */
  stop(): void {
    this.isStopped = true;
    for (const cancel of this.cancels) cancel();
  }

  /** Polls until something has come about. @throws ProviderError when it takes too long */
  async until(come: () => Promise<boolean>, awaited: string): Promise<void> {
    const deadline = Date.now() + LONGEST_WAIT_MS;
    while (!(await come())) {
      if (Date.now() > deadline) throw new ProviderError(`timeout while waiting for ${awaited}`);
      await sleep(POLL);
    }
  }

  private async call<T>(
    method: ApiRequest['method'],
    path: string,
    doing: string,
    request: Partial<ApiRequest> = {},
    missing?: () => T,
  ): Promise<T> {
    const { token, version } = this.settings;
    try {
      const asked = { method, path, token, version, ...request };
      return (await this.unlessStopped(() => this.ask(asked))) as T;
    } catch (error) {
      if (error === CANCELLED) throw new ProviderError(`${doing}: context canceled`);
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 404 && missing) return missing();
      throw new ProviderError(`${doing}: ${error.message}`);
    }
  }

  private ask(request: ApiRequest): Promise<unknown> {
    const { url } = this.settings;
    return url === undefined ? this.api.answer(request) : askOverHttp(url, request);
  }

  private async unlessStopped<T>(answer: () => Promise<T>): Promise<T> {
    if (this.isStopped) throw CANCELLED;
    let cancel: () => void = () => undefined;
    const cancellation = new Promise<never>((_, reject) => {
      cancel = () => {
        reject(CANCELLED);
      };
    });
    this.cancels.add(cancel);
    try {
      return await Promise.race([answer(), cancellation]);
    } finally {
      this.cancels.delete(cancel);
    }
  }
}
