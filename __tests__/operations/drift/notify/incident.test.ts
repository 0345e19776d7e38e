import type { DriftReport } from '../../../../operations/drift/report';
import { majorReport, report } from '../../../support/drift';
import { DriftListeners, later } from '../../../support/drift-listeners';

describe('an incident that is there', () => {
  const listeners = new DriftListeners();
  beforeAll(() => listeners.listen());
  afterAll(() => {
    listeners.close();
  });
  beforeEach(() => {
    listeners.reset();
  });

  const first = majorReport();
  const other = { ...majorReport({ path: ['outbound_policy'] }), report_id: '7f3c9d3e-0000-4000-8000-000000000001' };
  const both = (): DriftReport => ({ ...other, findings: [...first.findings, ...other.findings] });
  const tellAll = async (reports: readonly DriftReport[], only: string[]) => {
    const told = [];
    for (const [index, about] of reports.entries())
      told.push(await listeners.tell(about, { only, now: later(10 * index) }));
    return told;
  };

  it('is sent to PagerDuty again for other findings, under its key: whether it was resolved cannot be read', async () => {
    await tellAll([first, first, both(), both(), first], ['pagerduty']);

    const key = 'lke-platform/acme/production/drift';
    expect(listeners.sent.map(({ body }) => [body.event_action, body.dedup_key])).toEqual([
      ['trigger', key],
      ['trigger', key],
    ]);
  });

  it('is sent to a webhook again for other findings, as another request', async () => {
    await tellAll([first, first, both(), both()], ['webhook']);

    expect(listeners.sent.map(({ key }) => key)).toEqual([`opened-${first.report_id}`, `opened-${other.report_id}`]);
  });

  it('gets a comment where its issue is open, once', async () => {
    const told = await tellAll([first, both(), both()], ['github']);

    expect(listeners.opened).toHaveLength(1);
    expect(listeners.paths.filter((it) => it.endsWith('/comments'))).toEqual([
      'POST /repos/acme/platform/issues/41/comments',
    ]);
    expect(told.flatMap(({ notes }) => notes)).toEqual([
      'incident of production opened at github: 41',
      'incident of production told of other drift at github: 41',
    ]);
  });

  it('stays closed for what is left of the findings that a person saw, and not for what comes back', async () => {
    await tellAll([both()], ['github']);
    listeners.closedIssues.add('41');
    await tellAll([first, first], ['github']);
    expect(listeners.opened).toHaveLength(1);

    await tellAll([both()], ['github']);
    expect(listeners.opened).toHaveLength(2);
  });

  it('takes nothing for repaired that could not be looked at', async () => {
    await tellAll([both()], ['github']);
    listeners.closedIssues.add('41');
    await tellAll([{ ...first, complete: false }, both()], ['github']);

    expect(listeners.opened).toHaveLength(1);
  });

  it('is looked at again before somebody is called of it another time, and at no other time', async () => {
    await tellAll([first, first], ['pagerduty']);
    expect(listeners.looks).toBe(1);

    const { notes } = await listeners.tell(both(), { only: ['pagerduty'], again: first, now: later(30) });
    expect(listeners.looks).toBe(2);
    expect(notes).toEqual(['no incident for production: a second look found no other major drift']);
    expect(listeners.sent).toHaveLength(1);
  });

  it('is looked at again before a delivery is made up for', async () => {
    listeners.refuse = { status: 503, times: 2 };
    await tellAll([first], ['webhook']);
    const { notes } = await listeners.tell(first, { only: ['webhook'], again: report(), now: later(10) });

    expect(notes).toEqual([expect.stringContaining('a second look found no major drift')]);
    expect(listeners.paths).toEqual([]);
  });

  it.each([
    ['deleted', 410],
    ['deleted where few may read', 404],
    ['moved to another repository', 301],
  ])('counts as closed where its issue was %s', async (_, status) => {
    await tellAll([first], ['github']);
    listeners.goneIssues.set('41', status);
    const [same, changed, over] = await tellAll([first, both(), report()], ['github']);

    expect(same).toEqual({ notes: [expect.stringContaining('somebody closed the incident')], failures: [] });
    expect(changed).toEqual({ notes: ['incident of production opened at github: 42'], failures: [] });
    expect(over?.failures).toEqual([]);
    expect(listeners.paths).toContain('PATCH /repos/acme/platform/issues/42');
    expect([...listeners.store.objects.keys()]).toEqual([]);
  });

  it('does not count as closed where the token may read no issue at all', async () => {
    await tellAll([first], ['github']);
    listeners.refuse = { status: 404, times: 9 };
    const [same, over] = await tellAll([first, report()], ['github']);

    expect([same?.failures, over?.failures]).toEqual([
      ['GitHub (acme/platform) answers with 404'],
      ['the incident of production could not be closed: GitHub (acme/platform) answers with 404'],
    ]);
    expect([...listeners.store.objects.keys()]).toEqual(['incidents/production.json']);
  });
});
