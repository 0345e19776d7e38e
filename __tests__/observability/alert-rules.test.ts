import { ALERTS } from '../../model/rules/alerts/all';
import { ALERT_CASES } from '../support/observability/alert-cases';
import { onPrograms } from '../support/observability/programs';
import { firing, RuleBench, runbook } from '../support/observability/rule-bench';

const ROUTES = {
  DriftMajor: { channel: 'slack:#ops', escalateTo: 'pagerduty:acme', acknowledgeWithin: 'PT5M' },
};

it('every alert of the platform has a case', () => {
  expect([...new Set(ALERT_CASES.map(({ alert }) => alert))].sort()).toEqual(ALERTS.map(({ alert }) => alert).sort());
});

onPrograms('promtool')('the alerts of the platform', () => {
  const bench = new RuleBench(ROUTES);
  const series = (all: readonly (readonly [string, string])[]) =>
    all.map(([name, values]) => ({ series: name, values }));

  it('are rules that Prometheus takes', () => {
    expect(bench.promtool('check', 'rules', bench.rules)).toMatchObject({
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
      alert_rule_test: [{ eval_time: `${at}m`, alertname: alert, exp_alerts: [firing(alert, labels)] }],
    }));

    const judged = bench.judge('fires', tests, interval);
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

    expect(bench.judge('quiet', tests, interval)).toMatchObject({ status: 0 });
  });

  it('have a twin that fires when nobody has acknowledged for five minutes, and says of which firing it is', () => {
    const severity = 'lke_platform_drift_severity{environment="production",severity="major"}';
    const production = { environment: 'production' };
    const twinAt = (minute: number, twins: readonly string[]) => ({
      eval_time: `${minute}m`,
      alertname: 'DriftMajor',
      exp_alerts: [
        ...(minute < 20 || minute >= 36 ? [firing('DriftMajor', production)] : []),
        ...twins.map((incident) => ({
          exp_labels: { severity: 'critical', ...production, escalation: '1', incident },
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

    const judged = bench.judge('twin', tests);
    expect(judged).toMatchObject({ status: 0 });
  });
});
