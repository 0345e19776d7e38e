import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { notify } from '../../operations/drift/notify/notify';
import type { DriftReport } from '../../operations/drift/report';
import { memoryReports } from './memory-reports';
import { exampleData, platformOf } from './platforms';

export interface Sent {
  readonly path: string;
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly key?: string | undefined;
}

const ISSUES = '/repos/acme/platform/issues';

/** When the first run is, and others after it. */
export const NOW = new Date('2026-11-28T06:00:00Z');
export const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

/** Slack, GitHub, PagerDuty and a webhook, with a bucket of reports: whoever is told of drift, on this machine. */
export class DriftListeners {
  sent: Sent[] = [];
  /** Answers with this status, so many times, instead of taking what was sent. */
  refuse = { status: 200, times: 0 };
  /** So many answers are lost, though what was sent was taken. */
  loseAnswers = 0;
  readonly closedIssues = new Set<string>();
  /** Status of issues that are not there. */
  readonly goneIssues = new Map<string, number>();
  /** Open issues that others opened, newest first. */
  issuesOfOthers: readonly object[] = [];
  /** How often an environment was looked at again. */
  looks = 0;
  store = memoryReports();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      void text(request).then((body) => {
        this.answer(request, response, body);
      });
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): void {
    this.server.close();
  }

  reset(): void {
    this.sent = [];
    this.refuse = { status: 200, times: 0 };
    this.loseAnswers = 0;
    this.closedIssues.clear();
    this.goneIssues.clear();
    this.issuesOfOthers = [];
    this.looks = 0;
    this.store = memoryReports();
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get paths(): string[] {
    return this.sent.map(({ method, path }) => `${method} ${path}`);
  }

  /** Issues that were opened. */
  get opened(): Sent[] {
    return this.sent.filter(({ method, path }) => method === 'POST' && path === ISSUES);
  }

  /** A run that tells of a report. */
  tell(about: DriftReport, { now = NOW, again = about, only = [] as string[] } = {}) {
    const targets = {
      slack: { webhook: 'env:SLACK' },
      github: { repository: 'acme/platform', token: 'env:TOKEN', apiUrl: this.address },
      pagerduty: { routingKey: 'env:TOKEN', eventsUrl: `${this.address}/pagerduty` },
      webhook: { url: 'env:HOOK' },
    };
    const drift = Object.fromEntries(
      Object.entries(targets).filter(([name]) => only.length === 0 || only.includes(name)),
    );
    return notify([about], {
      platform: platformOf({ ...exampleData(), drift }),
      environment: { SLACK: `${this.address}/slack`, TOKEN: 'canary-token', HOOK: `${this.address}/hook` },
      store: this.store,
      now,
      markdownOf: () => 'what was found',
      lookAgain: () => {
        this.looks += 1;
        return Promise.resolve(again);
      },
      retries: { retries: 1, pauseMs: 1 },
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const [path, method] = [request.url ?? '', request.method ?? ''];
    if (this.refuse.times > 0) {
      this.refuse = { ...this.refuse, times: this.refuse.times - 1 };
      response.writeHead(this.refuse.status).end('no');
      return;
    }
    if (path.includes('?state=open')) {
      const own = { user: { type: 'Bot' }, author_association: 'NONE' };
      const opened = this.opened.map((it, index) => ({ number: 41 + index, body: it.body.body, ...own }));
      const open = [...this.issuesOfOthers, ...opened.filter(({ number }) => this.isOpen(String(number)))];
      const page = Number(new URL(path, this.address).searchParams.get('page'));
      response.end(JSON.stringify(open.slice((page - 1) * 100, page * 100)));
      return;
    }
    const issue = path.split('/').at(-1) ?? '';
    const gone = this.goneIssues.get(issue);
    if (gone !== undefined) {
      response.writeHead(gone, { location: `${this.address}/elsewhere` }).end('{}');
      return;
    }
    const key = request.headers['idempotency-key'] as string | undefined;
    this.sent.push({ path, method, body: body === '' ? {} : (JSON.parse(body) as Sent['body']), key });
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      response.destroy();
      return;
    }
    const state = this.closedIssues.has(issue) ? 'closed' : 'open';
    response.end(path === '/slack' ? 'ok' : JSON.stringify({ number: 40 + this.opened.length, state }));
  }

  private isOpen(issue: string): boolean {
    return !this.closedIssues.has(issue) && !this.goneIssues.has(issue);
  }
}
