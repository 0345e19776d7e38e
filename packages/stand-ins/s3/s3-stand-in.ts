import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { listen } from '../listen';
import type { KeyPair, MintedKey } from '../world/object-store';
import { Bucket } from './bucket';
import { answerForBucket, answerForObject, type S3Answer, type S3Request } from './requests';
import { S3Error } from './s3-error';
import { xml } from './xml';

/** What a key may do with which buckets; undefined for everything with all. */
type Limits = MintedKey['bucket_access'] | undefined;

const CHANGING: readonly string[] = ['PUT', 'POST', 'DELETE'];

/**
 * Stands in for an S3 store where no Ceph runs: on loopback, in memory, with path-style addresses. It checks whose key a
 * request names and what that key may use, but no signature.
 */
export class S3StandIn {
  readonly buckets = new Map<string, Bucket>();
  /** Limits by the id of the key. */
  readonly keys = new Map<string, Limits>();
  /**
   * What is the matter with the store: every connection is `cut`, no answer comes (`silent`), something else answers with a
   * `web-page`, or every answer is this status. @default - nothing
   */
  trouble: 'cut' | 'silent' | 'web-page' | number | undefined;

  /** How long every answer takes, in milliseconds. @default - as long as it takes */
  latency = 0;

  /** Called when an object was written or removed, before that is answered. @default - nobody listens */
  onChange: ((change: { readonly bucket: string; readonly key: string; readonly method: string }) => void) | undefined;

  /** Most elements of a list in one answer; a test that needs several pages makes it small. */
  longestPage = 1000;

  private readonly servers: Server[] = [];

  static async start(): Promise<S3StandIn> {
    const standIn = new S3StandIn();
    await standIn.listen(createServer());
    return standIn;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${portOf(this.servers[0])}`;
  }

  /** Answers over HTTPS, too: the real linode provider knows no other way. @returns that endpoint */
  async secure(certificate: { readonly key: string; readonly cert: string }): Promise<string> {
    return `https://127.0.0.1:${await this.listen(createTlsServer(certificate))}`;
  }

  /** A key that may do everything. */
  readonly account = this.mintKey({ label: 'account', bucket_access: null });

  /** What the provider stand-in needs to keep its buckets here. */
  access() {
    return {
      endpoint: this.endpoint,
      accessKey: this.account.access_key,
      secretKey: this.account.secret_key,
      mintKey: (key: MintedKey) => Promise.resolve(this.mintKey(key)),
      revokeKey: ({ access_key: key }: KeyPair) => Promise.resolve(void this.keys.delete(key)),
    };
  }

  /** A key with the limits that Linode knows: buckets, but not parts of them. */
  mintKey({ bucket_access: limits }: MintedKey): KeyPair {
    const access_key = randomBytes(10).toString('hex').toUpperCase();
    this.keys.set(access_key, limits);
    return { access_key, secret_key: randomBytes(20).toString('hex') };
  }

  /** @throws S3Error `NoSuchBucket` */
  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new S3Error(404, 'NoSuchBucket');
    return bucket;
  }

  /** @throws S3Error `BucketAlreadyExists` */
  createBucket(name: string): void {
    if (this.buckets.has(name)) throw new S3Error(409, 'BucketAlreadyExists');
    this.buckets.set(name, new Bucket());
  }

  /** @throws S3Error `BucketNotEmpty` */
  deleteBucket(name: string): void {
    if (this.bucket(name).versions().length > 0) throw new S3Error(409, 'BucketNotEmpty');
    this.buckets.delete(name);
  }

  async stop(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  private async listen(server: Server): Promise<number> {
    server.on('request', (request, response) => void this.serve(request, response));
    await listen(server);
    this.servers.push(server);
    return portOf(server);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.trouble === 'silent') return;
    if (this.trouble === 'cut') {
      request.socket.destroy();
      return;
    }
    if (this.trouble === 'web-page') {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!DOCTYPE html><title>Log in</title>');
      return;
    }
    if (this.latency > 0) await setTimeout(this.latency);
    const { status = 200, headers = {}, body = '' } = await this.answer(request);
    response.writeHead(status, { 'content-type': 'application/xml', 'x-amz-request-id': 'tx1', ...headers });
    response.end(body);
  }

  private async answer(request: IncomingMessage): Promise<S3Answer> {
    const body = await buffer(request);
    const { method = 'GET', url = '/', headers } = request;
    const { pathname, searchParams: query } = new URL(url, this.endpoint);
    const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(pathname)) ?? [];
    try {
      if (typeof this.trouble === 'number') throw new S3Error(this.trouble, 'SlowDown');
      this.authorize(request, name);
      // The Ceph of Linode cannot read bodies with checksums at their end.
      if (headers['content-encoding'] === 'aws-chunked') throw new S3Error(400, 'XAmzContentSHA256Mismatch');
      const { longestPage } = this;
      const answer = this.route(name, key, {
        method,
        query,
        headers: headers as S3Request['headers'],
        body,
        longestPage,
      });
      if (key !== '' && CHANGING.includes(method)) this.onChange?.({ bucket: name, key, method });
      return answer;
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      return { status: error.status, body: xml('Error', { Code: error.code, Message: error.code }) };
    }
  }

  private route(name: string, key: string, request: S3Request): S3Answer {
    if (key !== '') return answerForObject(this.bucket(name), key, request);
    const plain = request.query.size === 0 || [...request.query.keys()].every((it) => it === 'x-id');
    if (request.method === 'PUT' && plain) {
      this.createBucket(name);
      return {};
    }
    if (request.method === 'DELETE' && plain) {
      this.deleteBucket(name);
      return { status: 204 };
    }
    return answerForBucket(name, this.bucket(name), request);
  }

  private authorize({ method = 'GET', headers, url = '' }: IncomingMessage, bucket: string): void {
    const credential = /Credential=([^/]+)\//.exec(`${headers.authorization ?? ''} ${decodeURIComponent(url)}`);
    const [, key = ''] = credential ?? [];
    if (!credential) {
      if (['GET', 'HEAD'].includes(method) && this.buckets.get(bucket)?.isPublic === true) return;
      throw new S3Error(403, 'AccessDenied');
    }
    if (!this.keys.has(key)) throw new S3Error(403, 'InvalidAccessKeyId');
    const limits = this.keys.get(key);
    if (!limits) return;
    const permissions = limits.find((it) => it.bucket_name === bucket)?.permissions;
    const mayDo = permissions === 'read_only' ? ['GET', 'HEAD'].includes(method) : permissions !== undefined;
    if (!mayDo) throw new S3Error(403, 'AccessDenied');
  }
}

const portOf = (server?: Server): number => (server?.address() as AddressInfo).port;
