import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import type { Exporter } from './exporter';

/** An answer, before it is written. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A request is a line and a few headers; what takes longer is none. */
const REQUEST_MS = 10_000;

/** Says over HTTP what an exporter knows: `/metrics`, `/healthz` and `/readyz`. */
export class ExporterServer {
  private readonly server: Server;

  constructor(private readonly exporter: Exporter) {
    this.server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
      void this.respond(request, response);
    });
  }

  /** @returns the port that it listens at @throws {Error} when it is taken */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Takes no more requests, and answers those that are there. @param graceMs then they are cut off */
  async close(graceMs: number): Promise<void> {
    const cut = setTimeout(() => {
      this.server.closeAllConnections();
    }, graceMs);
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeIdleConnections();
    });
    clearTimeout(cut);
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type, body } = await this.answer(request);
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(status === 405 && { allow: 'GET, HEAD' }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    request.resume();
  }

  private async answer({ method, url = '' }: IncomingMessage): Promise<Answer> {
    if (method !== 'GET' && method !== 'HEAD') return text(405, 'only GET and HEAD\n');
    switch (url.split('?')[0]) {
      case '/metrics':
        return { status: 200, type: Registry.PROMETHEUS_CONTENT_TYPE, body: await this.exporter.metrics() };
      case '/healthz':
        return text(200, 'ok\n');
      case '/readyz':
        return this.readiness();
      default:
        return text(404, 'there is /metrics, /healthz and /readyz\n');
    }
  }

  private async readiness(): Promise<Answer> {
    const parts = await this.exporter.askParts();
    const notReady = Object.entries(parts).flatMap(([part, state]) => (state.ready ? [] : [part]));
    const ready = this.exporter.isRead && notReady.length === 0;
    const body = `${JSON.stringify({ ready, sourcesRead: this.exporter.isRead, notReady, parts }, null, 2)}\n`;
    return { status: ready ? 200 : 503, type: 'application/json', body };
  }
}

const text = (status: number, body: string): Answer => ({ status, type: 'text/plain; charset=utf-8', body });
