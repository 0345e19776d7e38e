import { notify } from '../../../../operations/drift/notify/notify';
import { majorReport, report } from '../../../support/drift';
import { DriftListeners, later, NOW } from '../../../support/drift-listeners';
import { exampleData, platformOf } from '../../../support/platforms';

describe('whoever is told of drift', () => {
  const listeners = new DriftListeners();
  beforeAll(() => listeners.listen());
  afterAll(() => {
    listeners.close();
  });
  beforeEach(() => {
    listeners.reset();
  });

  const tell = (...about: Parameters<DriftListeners['tell']>) => listeners.tell(...about);

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

    expect(listeners.sent.map(({ body }) => body.text)).toEqual([
      expect.stringContaining('*major*'),
      expect.stringContaining('*minor, not all checked* (was major)'),
      expect.stringContaining('*none* (was minor, not all checked)'),
    ]);
  });

  it('hears of what could not be delivered in the next run, and no error names the address', async () => {
    listeners.refuse = { status: 503, times: 2 };
    const failed = await tell(majorReport(), { only: ['slack'] });
    const again = await tell(majorReport(), { only: ['slack'], now: later(1) });

    expect(failed.failures).toEqual([expect.stringMatching(/nobody could be told.*Slack does not take the message/)]);
    expect(JSON.stringify(failed)).not.toContain(listeners.address);
    expect(again.failures).toEqual([]);
    expect(listeners.sent).toHaveLength(1);
  });

  it('gets a delivery that succeeds at the second try', async () => {
    listeners.refuse = { status: 500, times: 1 };

    await expect(tell(majorReport(), { only: ['webhook'] })).resolves.toMatchObject({ failures: [] });
    expect(listeners.sent.map(({ body }) => body.event)).toEqual(['opened']);
  });

  it('gets one incident while major drift lasts, which is closed when it is gone', async () => {
    await tell(majorReport());
    await tell(majorReport(), { now: later(60) });
    const { notes } = await tell(report(), { now: later(120) });

    expect(listeners.opened).toHaveLength(1);
    expect(listeners.sent.filter(({ path }) => path === '/pagerduty').map(({ body }) => body.event_action)).toEqual([
      'trigger',
      'resolve',
    ]);
    expect(listeners.sent.filter(({ path }) => path === '/hook').map(({ body }) => body.event)).toEqual([
      'opened',
      'closed',
    ]);
    expect(listeners.paths).toContain('PATCH /repos/acme/platform/issues/41');
    expect(notes).toHaveLength(3);
    expect([...listeners.store.objects.keys()]).not.toContain('incidents/production.json');
  });

  it('gets one issue, though the answer to the first try is lost', async () => {
    listeners.loseAnswers = 1;
    const { notes, failures } = await tell(majorReport(), { only: ['github'] });

    expect(failures).toEqual([]);
    expect(listeners.opened).toHaveLength(1);
    expect(notes).toEqual(['incident of production opened at github: 41']);
  });

  it('gets one issue all the same behind a hundred others', async () => {
    listeners.loseAnswers = 1;
    listeners.issuesOfOthers = Array.from({ length: 120 }, (_, index) => ({ number: 900 + index, body: null }));
    await tell(majorReport(), { only: ['github'] });

    expect(listeners.opened).toHaveLength(1);
  });

  it('gets an issue of its own, whatever strangers write into theirs', async () => {
    const body = '<!-- lke-platform drift acme/production -->';
    listeners.issuesOfOthers = [
      { number: 7, body, user: { type: 'User' }, author_association: 'NONE' },
      { number: 8, body, user: { type: 'User' }, author_association: 'OWNER', pull_request: {} },
    ];
    const { notes } = await tell(majorReport(), { only: ['github'] });

    expect(notes).toEqual(['incident of production opened at github: 41']);
  });

  it.each(['NONE', 'MANNEQUIN', 'FIRST_TIMER', 'FIRST_TIME_CONTRIBUTOR', 'CONTRIBUTOR'])(
    'takes no issue of a person who may write nothing into the repository: %s',
    async (association) => {
      const body = '<!-- lke-platform drift acme/production -->';
      listeners.issuesOfOthers = [{ number: 9, body, user: { type: 'User' }, author_association: association }];
      await tell(majorReport(), { only: ['github'] });

      expect(listeners.opened).toHaveLength(1);
    },
  );

  it('gets an issue of its own, whatever is quoted in that of another environment', async () => {
    const mark = (environment: string) => `<!-- lke-platform drift acme/${environment} -->`;
    const body = `| label | \`${mark('production')}\` |\r\n${mark('staging')}`;
    listeners.issuesOfOthers = [{ number: 7, body, user: { type: 'Bot' } }];
    const { notes } = await tell(majorReport(), { only: ['github'] });

    expect(notes).toEqual(['incident of production opened at github: 41']);
  });

  it('takes the issue that is open of it', async () => {
    const body = '<!-- lke-platform drift acme/production -->';
    listeners.issuesOfOthers = [{ number: 9, body, user: { type: 'User' }, author_association: 'MEMBER' }];
    await tell(majorReport(), { only: ['github'] });

    expect(listeners.opened).toEqual([]);
  });

  it('can tell that a request to the webhook is the same one again', async () => {
    listeners.loseAnswers = 1;
    await tell(majorReport(), { only: ['webhook'] });

    expect(listeners.sent.map(({ key }) => key)).toEqual(Array(2).fill(`opened-${majorReport().report_id}`));
  });

  it('gets one incident of two runs at once', async () => {
    await Promise.all([tell(majorReport()), tell(majorReport())]);

    expect(listeners.opened).toHaveLength(1);
  });

  it('is not called for what a second look does not find', async () => {
    const { notes } = await tell(majorReport(), { again: report() });

    expect(listeners.opened).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('a second look found no major drift')]);
  });

  it('keeps the incident while something cannot be looked at', async () => {
    await tell(majorReport(), { only: ['github'] });
    await tell(report({ drift_summary: 'minor', complete: false }), { only: ['github'], now: later(60) });

    expect(listeners.paths).not.toContain('PATCH /repos/acme/platform/issues/41');
  });

  it('that closed an incident is called again for other drift alone', async () => {
    const only = ['github'];
    await tell(majorReport(), { only });
    listeners.closedIssues.add('41');
    const same = await tell(majorReport(), { only, now: later(60) });
    expect(same.notes).toEqual([expect.stringContaining('somebody closed the incident of production at github')]);
    expect(listeners.opened).toHaveLength(1);

    await tell(majorReport({ path: ['outbound_policy'] }), { only, now: later(120) });
    expect(listeners.opened).toHaveLength(2);
  });

  it('that could not be reached is reached by the next run, and the others are not called twice', async () => {
    listeners.refuse = { status: 500, times: 2 }; // the two tries at GitHub, which comes first
    const only = ['github', 'webhook'];
    const first = await tell(majorReport(), { only });
    const second = await tell(majorReport(), { only, now: later(20) });

    expect(first.failures).toEqual([
      'no incident of production could be opened: GitHub (acme/platform) answers with 500',
    ]);
    expect(second.failures).toEqual([]);
    expect(listeners.paths).toEqual(['POST /hook', 'POST /repos/acme/platform/issues']);
  });

  it('that could not be reached is reached by the next run, however soon that is', async () => {
    listeners.refuse = { status: 503, times: 4 }; // two tries each of two runs
    const only = ['webhook'];
    const first = await tell(majorReport(), { only });
    const second = await tell(majorReport(), { only, now: later(10) });
    const third = await tell(majorReport(), { only, now: later(20) });

    const failure = 'no incident of production could be opened: the webhook answers with 503';
    expect([first.failures, second.failures]).toEqual([[failure], [failure]]);
    expect(third.failures).toEqual([]);
    expect(listeners.paths).toEqual(['POST /hook']);
  });

  it('is reached by a run after one that was stopped while it opened an incident, and until then each run fails', async () => {
    const claim = { claimed_at: NOW.toISOString(), targets: {} };
    listeners.store.objects.set('incidents/production.json', JSON.stringify(claim));
    const only = ['webhook'];
    const runs = [];
    for (const minutes of [5, 10, 14]) runs.push(await tell(majorReport(), { only, now: later(minutes) }));
    const last = await tell(majorReport(), { only, now: later(16) });

    expect(runs.flatMap(({ failures }) => failures)).toEqual(
      Array(3).fill(expect.stringMatching(/^the incident of production is not told at webhook yet: another run/)),
    );
    expect(last.failures).toEqual([]);
    expect(listeners.paths).toEqual(['POST /hook']);
  });

  it('is named where nothing says how to reach it', async () => {
    const { failures } = await notify([majorReport()], {
      platform: platformOf({ ...exampleData(), drift: { slack: { webhook: 'env:NOWHERE' } } }),
      environment: {},
      store: listeners.store,
      now: NOW,
      markdownOf: () => '',
      lookAgain: () => Promise.resolve(majorReport()),
    });

    expect(failures).toEqual([expect.stringContaining('NOWHERE is not set')]);
  });
});
