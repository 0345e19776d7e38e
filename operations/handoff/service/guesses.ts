import type { FastifyInstance, FastifyRequest } from 'fastify';
import type {} from '@fastify/rate-limit';
import { ServiceProblem } from './problem';

type Limit = ReturnType<FastifyInstance['createRateLimit']>;

/** How long what proved somebody once is not a guess, in milliseconds; whether it still does is asked all the same. */
const KNOWN_MS = 60 * 60_000;
const MOST_KNOWN = 10_000;

/**
 * Credentials that prove nothing, counted by the address that they come from. Whoever has sent too many is asked to wait
 * before the cluster is asked about one more; who was proven before comes in from that address as from any other.
 */
export class Guesses {
  private readonly asking = new Map<string, number>();
  private readonly known = new Map<string, number>();

  /** @param limit counts by the address */
  constructor(
    private readonly limit: Limit,
    private readonly now: () => Date,
  ) {}

  /**
   * Asks whom a credential is of.
   *
   * @param digest of the credential
   * @throws {ServiceProblem} when too many from there were of nobody, or may be: those that are being asked about count
   */
  async prove<T>(request: FastifyRequest, digest: string, ask: () => Promise<T | undefined>): Promise<T | undefined> {
    if (this.isKnown(digest)) return this.judge(request, digest, await ask());
    const { key, left, waitSeconds } = await this.leftFor(request);
    const asking = this.asking.get(key) ?? 0;
    if (asking >= left) throw tooMany(waitSeconds);
    this.asking.set(key, asking + 1);
    try {
      return await this.judge(request, digest, await ask());
    } finally {
      this.asked(key);
    }
  }

  /** Counts a credential that opened nothing here. @throws {ServiceProblem} when there were too many before */
  async count(request: FastifyRequest): Promise<void> {
    const { left, waitSeconds } = await this.leftFor(request);
    await this.limit(request);
    if (left === 0) throw tooMany(waitSeconds);
  }

  private async judge<T>(request: FastifyRequest, digest: string, found: T | undefined): Promise<T | undefined> {
    this.known.delete(digest);
    if (found === undefined) await this.limit(request);
    else this.know(digest);
    return found;
  }

  private async leftFor(request: FastifyRequest) {
    const found = await this.limit(request, { increment: false });
    return found.isAllowed
      ? { key: found.key, left: Infinity, waitSeconds: 0 }
      : { key: found.key, left: found.remaining, waitSeconds: found.ttlInSeconds };
  }

  private isKnown(digest: string): boolean {
    const at = this.known.get(digest);
    const age = at === undefined ? Infinity : this.now().getTime() - at;
    return age >= 0 && age < KNOWN_MS;
  }

  private know(digest: string): void {
    this.known.set(digest, this.now().getTime());
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
  }

  private asked(key: string): void {
    const asking = (this.asking.get(key) ?? 1) - 1;
    if (asking > 0) this.asking.set(key, asking);
    else this.asking.delete(key);
  }
}

const tooMany = (waitSeconds: number) =>
  new ServiceProblem(429, 'too many requests that prove nothing', {
    detail: 'Wait, as Retry-After says.',
    retryAfter: Math.max(1, waitSeconds),
  });
