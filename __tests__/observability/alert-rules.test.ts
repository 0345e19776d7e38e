import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertRuleGroups } from '../../model/derive/alerting/rule-groups';
import { ALERTS } from '../../model/rules/alerts/all';
import { ALERT_CASES } from '../support/observability/alert-cases';
import { onPrograms, PROGRAMS } from '../support/observability/programs';
import { temporaryFolder } from '../support/temporary-folder';

const REPOSITORY = 'https://git.example.com/platform';
const ROUTES = {
  DriftMajor: { channel: 'slack:#ops', escalateTo: 'pagerduty:acme', acknowledgeWithin: 'PT5M' },
};
const groups = alertRuleGroups(ROUTES, REPOSITORY);

const runbook = (alert: string) => `${REPOSITORY}/blob/main/docs/runbooks/alerts.md#${alert.toLowerCase()}`;

/** The summary as Prometheus writes it for these labels. */
const summaryOf = (alert: string, labels: Readonly<Record<string, string>>) =>
  (ALERTS.find((it) => it.alert === alert)?.summary ?? '').replace(
    /\{\{ \$labels\.(\w+) \}\}/g,
    (_, name: string) => labels[name] ?? '',
  );

it('every alert of the platform has a case', () => {
  expect([...new Set(ALERT_CASES.map(({ alert }) => alert))].sort()).toEqual(ALERTS.map(({ alert }) => alert).sort());
});

onPrograms('promtool')('the alerts of the platform', () => {
  const folder = temporaryFolder();
  const rules = join(folder, 'rules.yaml');
  beforeAll(() => writeFileSync(rules, JSON.stringify({ groups })));

  const promtool = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(PROGRAMS.promtool, args, { encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  };
  const judge = (name: string, tests: unknown[], evaluation_interval = '1m') => {
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval, tests }));
    return promtool('test', 'rules', file);
  };
  const series = (all: readonly (readonly [string, string])[]) =>
    all.map(([name, values]) => ({ series: name, values }));
  const severityOf = (alert: string) => ALERTS.find((it) => it.alert === alert)?.severity;

  it('are rules that Prometheus takes', () => {
    expect(promtool('check', 'rules', rules)).toMatchObject({
      status: 0,
      output: expect.not.stringMatching(/FAILED|lint/) as string,
    });
  });

  const STEPS = [...new Set(ALERT_CASES.map(({ step = 1 }) => step))];
  const casesOf = (minutes: number) => ALERT_CASES.filter(({ step = 1 }) => step === minutes);

  it.each(STEPS)('fire when they should, with severity, environment and a runbook: by steps of %s min', (step) => {
    const interval = `${step}m`;
    const tests = casesOf(step).map(({ alert, fires, at, labels }) => ({
      name: `${alert} fires`,
      interval,
      input_series: series(fires),
      alert_rule_test: [
        {
          eval_time: `${at}m`,
          alertname: alert,
          exp_alerts: [
            {
              exp_labels: { severity: severityOf(alert), ...labels },
              exp_annotations: { summary: summaryOf(alert, labels), runbook_url: runbook(alert) },
            },
          ],
        },
      ],
    }));

    const judged = judge('fires', tests, interval);
    expect(judged).toMatchObject({ status: 0, output: expect.not.stringContaining('FAILED') as string });
  });

  it.each(STEPS)('stay quiet when they should not: by steps of %s min', (step) => {
    const interval = `${step}m`;
    const tests = casesOf(step).map(({ alert, quiet, at }) => ({
      name: `${alert} stays quiet`,
      interval,
      input_series: series(quiet),
      alert_rule_test: [{ eval_time: `${at}m`, alertname: alert, exp_alerts: [] }],
    }));

    expect(judge('quiet', tests, interval)).toMatchObject({ status: 0 });
  });

  it('have a twin that fires when nobody has acknowledged for five minutes, and says of which firing it is', () => {
    const severity = 'lke_platform_drift_severity{environment="production",severity="major"}';
    const base = { severity: 'critical', environment: 'production' };
    const twinAt = (minute: number, twins: readonly string[]) => ({
      eval_time: `${minute}m`,
      alertname: 'DriftMajor',
      exp_alerts: [
        ...(minute < 20 || minute >= 36
          ? [
              {
                exp_labels: base,
                exp_annotations: { summary: summaryOf('DriftMajor', base), runbook_url: runbook('DriftMajor') },
              },
            ]
          : []),
        ...twins.map((incident) => ({
          exp_labels: { ...base, escalation: '1', incident },
          exp_annotations: { summary: 'Nobody has acknowledged DriftMajor.', runbook_url: runbook('DriftMajor') },
        })),
      ],
    });
    // Wrong from minute 0 to 20, and from 30 on.
    const tests = [
      {
        interval: '1m',
        input_series: [{ series: severity, values: '1x20 0x8 1x200' }],
        alert_rule_test: [twinAt(8, []), twinAt(12, ['0']), twinAt(25, []), twinAt(38, []), twinAt(45, ['1800'])],
      },
    ];

    const judged = judge('twin', tests);
    expect(judged).toMatchObject({ status: 0 });
  });
});
