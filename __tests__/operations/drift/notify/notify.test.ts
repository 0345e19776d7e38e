import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { notify } from '../../../../operations/drift/notify/notify';
import type { DriftReport } from '../../../../operations/drift/report';
import { majorReport, report } from '../../../support/drift';
import { memoryReports } from '../../../support/memory-reports';
import { exampleData, platformOf } from '../../../support/platforms';

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly key?: string | undefined;
}

const NOW = new Date('2026-11-28T06:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('whoever is told of drift', () => {
  let server: Server;
  let sent: Sent[] = [];
  /** Answers with this status, so many times, instead of taking what was sent. */
  let refuse = { status: 200, times: 0 };
  /** So many answers are lost, though what was sent was taken. */
  let loseAnswers = 0;
  const closedIssues = new Set<string>();
  beforeAll(
    () =>
      new Promise<void>((resolve) => {
        server = createServer((request, response) => {
          void text(request).then((body) => {
            const [path, method] = [request.url ?? '', request.method ?? ''];
            if (refuse.times > 0) {
              refuse = { ...refuse, times: refuse.times - 1 };
              response.writeHead(refuse.status).end('no');
              return;
            }
            if (path.includes('?state=open')) {
              const open = opened().map((it, index) => ({ number: 41 + index, body: it.body.body }));
              response.end(JSON.stringify(open.filter(({ number }) => !closedIssues.has(String(number)))));
              return;
            }
            const key = request.headers['idempotency-key'] as string | undefined;
            sent.push({ path, method, body: body === '' ? {} : (JSON.parse(body) as Sent['body']), key });
            if (loseAnswers > 0) {
              loseAnswers -= 1;
              response.destroy();
              return;
            }
            const state = closedIssues.has(path.split('/').at(-1) ?? '') ? 'closed' : 'open';
            response.end(path === '/slack' ? 'ok' : JSON.stringify({ number: 40 + opened().length, state }));
          });
        }).listen(0, '127.0.0.1', resolve);
      }),
  );
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    sent = [];
    refuse = { status: 200, times: 0 };
    closedIssues.clear();
    loseAnswers = 0;
  });

  const store = { current: memoryReports() };
  beforeEach(() => {
    store.current = memoryReports();
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tell = (about: DriftReport, { now = NOW, again = about, only = [] as string[] } = {}) => {
    const targets = {
      slack: { webhook: 'env:SLACK' },
      github: { repository: 'acme/platform', token: 'env:TOKEN', apiUrl: address() },
      pagerduty: { routingKey: 'env:TOKEN', eventsUrl: `${address()}/pagerduty` },
      webhook: { url: 'env:HOOK' },
    };
    const drift = Object.fromEntries(
      Object.entries(targets).filter(([name]) => only.length === 0 || only.includes(name)),
    );
    return notify([about], {
      platform: platformOf({ ...exampleData(), drift }),
      environment: { SLACK: `${address()}/slack`, TOKEN: 'canary-token', HOOK: `${address()}/hook` },
      store: store.current,
      now,
      markdownOf: () => 'what was found',
      lookAgain: () => Promise.resolve(again),
      retries: { retries: 1, pauseMs: 1 },
    });
  };
  const paths = () => sent.map(({ method, path }) => `${method} ${path}`);
  const opened = () => sent.filter(({ method, path }) => method === 'POST' && path === '/repos/acme/platform/issues');

  it('in a channel hears of each change of the status once', async () => {
    const only = ['slack'];
    for (const about of [
      report(),
      majorReport(),
      majorReport(),
      report({ complete: false, drift_summary: 'minor' }),
      report(),
    ])
      await tell(about, { only });

    expect(sent.map(({ body }) => body.text)).toEqual([
      expect.stringContaining('*major*'),
      expect.stringContaining('*minor, not all checked* (was major)'),
      expect.stringContaining('*none* (was minor, not all checked)'),
    ]);
  });

  it('hears of what could not be delivered in the next run, and no error names the address', async () => {
    refuse = { status: 503, times: 2 };
    const failed = await tell(majorReport(), { only: ['slack'] });
    const again = await tell(majorReport(), { only: ['slack'], now: later(1) });

    expect(failed.failures).toEqual([expect.stringMatching(/nobody could be told.*Slack does not take the message/)]);
    expect(JSON.stringify(failed)).not.toContain(address());
    expect(again.failures).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  it('gets a delivery that succeeds at the second try', async () => {
    refuse = { status: 500, times: 1 };

    await expect(tell(majorReport(), { only: ['webhook'] })).resolves.toMatchObject({ failures: [] });
    expect(sent.map(({ body }) => body.event)).toEqual(['opened']);
  });

  it('gets one incident while major drift lasts, which is closed when it is gone', async () => {
    await tell(majorReport());
    await tell(majorReport(), { now: later(60) });
    const { notes } = await tell(report(), { now: later(120) });

    expect(opened()).toHaveLength(1);
    expect(sent.filter(({ path }) => path === '/pagerduty').map(({ body }) => body.event_action)).toEqual([
      'trigger',
      'resolve',
    ]);
    expect(sent.filter(({ path }) => path === '/hook').map(({ body }) => body.event)).toEqual(['opened', 'closed']);
    expect(paths()).toContain('PATCH /repos/acme/platform/issues/41');
    expect(notes).toHaveLength(3);
    expect([...store.current.objects.keys()]).not.toContain('incidents/production.json');
  });

  it('gets one issue, though the answer to the first try is lost', async () => {
    loseAnswers = 1;
    const { notes, failures } = await tell(majorReport(), { only: ['github'] });

    expect(failures).toEqual([]);
    expect(opened()).toHaveLength(1);
    expect(notes).toEqual(['incident of production opened at github: 41']);
  });

  it('can tell that a request to the webhook is the same one again', async () => {
    loseAnswers = 1;
    await tell(majorReport(), { only: ['webhook'] });

    expect(sent.map(({ key }) => key)).toEqual(Array(2).fill(`opened-${majorReport().report_id}`));
  });

  it('gets one incident of two runs at once', async () => {
    await Promise.all([tell(majorReport()), tell(majorReport())]);

    expect(opened()).toHaveLength(1);
  });

  it('is not called for what a second look does not find', async () => {
    const { notes } = await tell(majorReport(), { again: report() });

    expect(opened()).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('a second look found no major drift')]);
  });

  it('keeps the incident while something cannot be looked at', async () => {
    await tell(majorReport(), { only: ['github'] });
    await tell(report({ drift_summary: 'minor', complete: false }), { only: ['github'], now: later(60) });

    expect(paths()).not.toContain('PATCH /repos/acme/platform/issues/41');
  });

  it('that closed an incident is called again for other drift alone', async () => {
    const only = ['github'];
    await tell(majorReport(), { only });
    closedIssues.add('41');
    const same = await tell(majorReport(), { only, now: later(60) });
    expect(same.notes).toEqual([expect.stringContaining('somebody closed the incident of production at github')]);
    expect(opened()).toHaveLength(1);

    await tell(majorReport({ path: ['outbound_policy'] }), { only, now: later(120) });
    expect(opened()).toHaveLength(2);
  });

  it('that could not be reached is reached by the next run, and the others are not called twice', async () => {
    refuse = { status: 500, times: 2 }; // the two tries at GitHub, which comes first
    const only = ['github', 'webhook'];
    const first = await tell(majorReport(), { only });
    const second = await tell(majorReport(), { only, now: later(20) });

    expect(first.failures).toEqual([
      'no incident of production could be opened: GitHub (acme/platform) answers with 500',
    ]);
    expect(second.failures).toEqual([]);
    expect(paths()).toEqual(['POST /hook', 'POST /repos/acme/platform/issues']);
  });

  it('that could not be reached is reached by the next run, however soon that is', async () => {
    refuse = { status: 503, times: 4 }; // two tries each of two runs
    const only = ['webhook'];
    const first = await tell(majorReport(), { only });
    const second = await tell(majorReport(), { only, now: later(10) });
    const third = await tell(majorReport(), { only, now: later(20) });

    const failure = 'no incident of production could be opened: the webhook answers with 503';
    expect([first.failures, second.failures]).toEqual([[failure], [failure]]);
    expect(third.failures).toEqual([]);
    expect(paths()).toEqual(['POST /hook']);
  });

  it('is reached by a run after one that was stopped while it opened an incident, and until then each run fails', async () => {
    const claim = { claimed_at: NOW.toISOString(), fingerprint: '', targets: {} };
    store.current.objects.set('incidents/production.json', JSON.stringify(claim));
    const only = ['webhook'];
    const runs = [];
    for (const minutes of [5, 10, 14]) runs.push(await tell(majorReport(), { only, now: later(minutes) }));
    const last = await tell(majorReport(), { only, now: later(16) });

    expect(runs.flatMap(({ failures }) => failures)).toEqual(
      Array(3).fill(expect.stringMatching(/^the incident of production is not opened at webhook yet: another run/)),
    );
    expect(last.failures).toEqual([]);
    expect(paths()).toEqual(['POST /hook']);
  });

  it('is named where nothing says how to reach it', async () => {
    const { failures } = await notify([majorReport()], {
      platform: platformOf({ ...exampleData(), drift: { slack: { webhook: 'env:NOWHERE' } } }),
      environment: {},
      store: store.current,
      now: NOW,
      markdownOf: () => '',
      lookAgain: () => Promise.resolve(majorReport()),
    });

    expect(failures).toEqual([expect.stringContaining('NOWHERE is not set')]);
  });
});
