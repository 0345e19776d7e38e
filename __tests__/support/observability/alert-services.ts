import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Silence {
  readonly id: string;
  readonly createdBy: string;
  readonly comment: string;
  readonly endsAt: string;
  readonly updatedAt: string;
  readonly matchers: readonly { readonly name: string; readonly value: string }[];
  status: { state: 'active' | 'expired' };
}

/** An alert that fires: its labels with its name, and when it began, in seconds since 1970. */
export interface Firing {
  readonly labels: Readonly<Record<string, string>>;
  readonly since: number;
  readonly escalated?: boolean;
}

/**
 * Stands in for Prometheus and Alertmanager, which answer as the real ones do to what the command asks: the suite
 * `test:observability` has those. They may refuse.
 */
export class AlertServicesStandIn {
  firing: Firing[] = [];
  readonly silences: Silence[] = [];
  /** Status with which both refuse, such as 403. @default - they do not */
  refuses: number | undefined;

  private readonly prometheus = createServer((request, response) => this.askPrometheus(request, response));
  private readonly alertmanager = createServer((request, response) => this.askAlertmanager(request, response));
  /** The API server, which leads to both. */
  private readonly apiServer = createServer((request, response) => {
    if (request.url?.includes('prometheus:9090/')) this.askPrometheus(request, response);
    else this.askAlertmanager(request, response);
  });

  async start(): Promise<Readonly<Record<'prometheus' | 'alertmanager' | 'apiServer', string>>> {
    const address = async (server: Server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    return {
      prometheus: await address(this.prometheus),
      alertmanager: await address(this.alertmanager),
      apiServer: await address(this.apiServer),
    };
  }

  async stop(): Promise<void> {
    for (const server of [this.prometheus, this.alertmanager, this.apiServer]) {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }
  }

  private askPrometheus({ url = '' }: IncomingMessage, response: ServerResponse) {
    this.answer(response, () => ({ status: 'success', data: { result: this.resultOf(url) } }));
  }

  private askAlertmanager(request: IncomingMessage, response: ServerResponse) {
    void this.toSilences(request).then((body) => {
      this.answer(response, () => body);
    });
  }

  private answer(response: ServerResponse, body: () => unknown) {
    response.statusCode = this.refuses ?? 200;
    response.setHeader('content-type', 'application/json');
    const answer = this.refuses ? { message: 'no rights for that' } : body();
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  }

  /** The twins for a query of what has escalated, else what fires, with the moment at which it began. */
  private resultOf(url: string) {
    const ofTwins = new URL(url, 'http://localhost').searchParams.get('query')?.startsWith('ALERTS{');
    return this.firing
      .filter(({ escalated }) => !ofTwins || escalated === true)
      .map(({ labels, since }) => ({
        metric: { ...labels, ...(ofTwins && { escalation: '1', incident: String(since) }) },
        value: [since, ofTwins ? '1' : String(since)],
      }));
  }

  private async toSilences(request: IncomingMessage): Promise<unknown> {
    if (request.method === 'GET') return this.silences;
    if (request.method === 'DELETE') {
      const ended = this.silences.find(({ id }) => request.url?.endsWith(id));
      if (ended) ended.status = { state: 'expired' };
      return undefined;
    }
    const silence = JSON.parse(await text(request)) as Omit<Silence, 'id' | 'status' | 'updatedAt'>;
    const id = `silence-${this.silences.length + 1}`;
    this.silences.push({ ...silence, id, updatedAt: new Date().toISOString(), status: { state: 'active' } });
    return { silenceID: id };
  }
}
