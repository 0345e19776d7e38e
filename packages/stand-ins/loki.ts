import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { listen } from './listen';

interface Push {
  streams: { stream: Record<string, string>; values: [string, string][] }[];
}

/**
 * Stands in for Loki's push API, which is AGPL and not built here: on loopback, in memory. As Loki does, it answers 204,
 * and keeps one of two lines that have labels, time and text in common.
 */
export class LokiStandIn {
  /** Every line that was kept, in the order of arrival. */
  readonly lines: { labels: Record<string, string>; time: string; text: string }[] = [];
  /** The headers of every request. */
  readonly requests: Record<string, unknown>[] = [];
  /** What it answers instead of taking anything. @default - it takes what it gets */
  refusal: { status: number; body: string } | undefined;
  private readonly known = new Set<string>();
  private readonly server = createServer((request, response) => {
    this.requests.push(request.headers);
    void json(request).then((body) => {
      const isPush = request.method === 'POST' && request.url === '/loki/api/v1/push';
      const { status, body: text } = this.refusal ?? (isPush ? this.take(body as Push) : { status: 404, body: '' });
      response.writeHead(status).end(text);
    });
  });

  static async start(): Promise<LokiStandIn> {
    const loki = new LokiStandIn();
    await listen(loki.server);
    return loki;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take({ streams }: Push): { status: number; body: string } {
    for (const { stream: labels, values } of streams) {
      for (const [time, text] of values) {
        if (!/^\d{19}$/.test(time)) return { status: 400, body: `invalid timestamp ${time}` };
        const key = JSON.stringify([labels, time, text]);
        if (!this.known.has(key)) this.lines.push({ labels, time, text });
        this.known.add(key);
      }
    }
    return { status: 204, body: '' };
  }
}
