import type { DriftReport, ReportedStack } from '../../../../operations/drift/report';
import { majorReport, report } from '../../../support/drift';
import { DriftListeners, later, NOW } from '../../../support/drift-listeners';

const looked = (stack: ReportedStack['stack'], status: ReportedStack['status']): ReportedStack => ({
  stack,
  status,
  limits: status === 'checked' ? [] : ['the cluster does not answer'],
  pending: null,
  applied_at: null,
});

const lacking = (...stacks: ReportedStack[]): DriftReport =>
  report({ drift_summary: 'minor', complete: false, stacks });

describe('what could not be checked', () => {
  const listeners = new DriftListeners();
  beforeAll(() => listeners.listen());
  afterAll(() => {
    listeners.close();
  });
  beforeEach(() => {
    listeners.reset();
  });

  const one = lacking(looked('cluster', 'checked'), looked('production', 'not-checked'));
  const two = lacking(looked('cluster', 'partly'), looked('production', 'not-checked'));
  const bodies = (path: string) => listeners.sent.filter((it) => it.path === path).map(({ body }) => body);

  it.each(['partly', 'not-checked'] as const)(
    'opens one warning at every target while a stack is %s, which is closed when all was checked',
    async (status) => {
      const about = lacking(looked('production', status));
      await listeners.tell(about);
      await listeners.tell(about, { now: later(60) });
      const { notes } = await listeners.tell(report(), { now: later(120) });

      expect(listeners.opened.map(({ body }) => body.title)).toEqual([
        'Drift of acme, production: not all could be checked',
      ]);
      const dedup = { dedup_key: 'lke-platform/acme/production/not-checked' };
      expect(bodies('/pagerduty')).toMatchObject([
        { event_action: 'trigger', ...dedup, payload: { severity: 'warning' } },
        { event_action: 'resolve', ...dedup },
      ]);
      expect(bodies('/hook')).toMatchObject([
        { event: 'opened', about: 'not-checked' },
        { event: 'closed', about: 'not-checked' },
      ]);
      expect(listeners.paths).toContain('PATCH /repos/acme/platform/issues/41');
      expect(notes).toEqual(
        ['github', 'pagerduty', 'webhook'].map(
          (name) =>
            expect.stringContaining(`incident of what could not be checked of production closed at ${name}`) as unknown,
        ),
      );
      expect([...listeners.store.objects.keys()].filter((key) => key.startsWith('incidents/'))).toEqual([]);
    },
  );

  it('has an incident beside that of major drift, which neither closes', async () => {
    const both = { ...majorReport(), complete: false, stacks: one.stacks };
    await listeners.tell(both);
    await listeners.tell(one, { now: later(60) });
    await listeners.tell(majorReport(), { now: later(120) });

    expect(bodies('/pagerduty').map(({ event_action: action, dedup_key: key }) => [action, key])).toEqual([
      ['trigger', 'lke-platform/acme/production/drift'],
      ['trigger', 'lke-platform/acme/production/not-checked'],
      ['resolve', 'lke-platform/acme/production/not-checked'],
    ]);
    expect(listeners.opened).toHaveLength(2);
    expect(listeners.sent.filter(({ path }) => path === '/hook').map(({ key }) => key)).toEqual([
      `opened-${both.report_id}`,
      `opened-not-checked-${both.report_id}`,
      `closed-not-checked-${both.report_id}`,
    ]);
    expect([...listeners.store.objects.keys()]).toContain('incidents/production.json');
  });

  it('opens one of two runs at once', async () => {
    await Promise.all([listeners.tell(one), listeners.tell(one)]);

    expect(listeners.opened).toHaveLength(1);
  });

  it('is looked at a second time once for all that is told of it', async () => {
    await listeners.tell({ ...majorReport(), complete: false, stacks: one.stacks });

    expect(listeners.looks).toBe(1);
  });

  it('calls nobody where a second look could check it', async () => {
    const { notes } = await listeners.tell(one, { only: ['pagerduty'], again: report() });

    expect(notes).toEqual(['no incident for production: a second look found no stack that cannot be checked']);
    expect(listeners.paths).toEqual([]);
  });

  it('is told of once more where another stack joins it, and stays closed where none does', async () => {
    await listeners.tell(one, { only: ['github'] });
    listeners.closedIssues.add('41');
    const same = await listeners.tell(one, { only: ['github'], now: later(60) });
    expect(same.notes).toEqual([expect.stringContaining('somebody closed the incident of what could not be checked')]);
    expect(listeners.opened).toHaveLength(1);

    await listeners.tell(two, { only: ['github'], now: later(120) });
    expect(listeners.opened).toHaveLength(2);
  });

  it('is tried again where it could not be delivered, and each run that fails says so', async () => {
    listeners.refuse = { status: 503, times: 2 };
    const failed = await listeners.tell(one, { only: ['webhook'] });
    const again = await listeners.tell(one, { only: ['webhook'], now: later(10) });

    expect(failed.failures).toEqual([
      'no incident of what could not be checked of production could be opened: the webhook answers with 503',
    ]);
    expect(again.failures).toEqual([]);
    expect(listeners.paths).toEqual(['POST /hook']);
  });

  it('is followed by a later run where one was stopped while it opened the incident', async () => {
    const claim = { claimed_at: NOW.toISOString(), targets: {} };
    listeners.store.objects.set('incidents/production-not-checked.json', JSON.stringify(claim));
    const early = await listeners.tell(one, { only: ['webhook'], now: later(5) });
    const late = await listeners.tell(one, { only: ['webhook'], now: later(16) });

    expect(early.failures).toEqual([expect.stringContaining('is not told at webhook yet: another run')]);
    expect(late.failures).toEqual([]);
    expect(listeners.paths).toEqual(['POST /hook']);
  });
});
