import type { AlertRule } from '../../rules/alerts/alert-rule';
import { ALERT_GROUPS, ALERTS } from '../../rules/alerts/all';
import { WATCHDOG } from '../../rules/alerts/chart-alerts';
import { durationSeconds } from '../../values';
import type { Route } from './alertmanager';
import { ESCALATED, ESCALATION, INCIDENT } from './labels';

/** Page of the runbook, below the address of the repository; the heading of an alert is its name. */
export const RUNBOOK = 'docs/runbooks/alerts.md';

/** @param repository address of the repository, such as `https://git.example.com/platform` */
const runbookOf = (alert: string, repository: string) => `${repository}/blob/main/${RUNBOOK}#${alert.toLowerCase()}`;

const ruleOf = (
  { alert, expr, for: holds, severity, summary, shared }: AlertRule,
  repository: string,
): OperatorRule => ({
  alert,
  expr,
  for: holds,
  labels: { severity, ...(shared && { environment: 'system' }) },
  annotations: { summary, runbook_url: runbookOf(alert, repository) },
});

/**
 * The twin of an alert: fires when the alert has fired for as long as an acknowledgement may take. Its value is the
 * moment at which the alert began, which becomes a label, so that a silence of this twin is one of this firing alone:
 * when the alert fires again, nobody has acknowledged it. Its labels are else those of the alert.
 */
function twinOf([alert, { acknowledgeWithin }]: readonly [string, Route], repository: string): OperatorRule {
  const of = `alertname="${alert}",${ESCALATION}=""`;
  const ours = ALERTS.some((rule) => rule.alert === alert);
  return {
    alert,
    expr: `ALERTS_FOR_STATE{${of}} and ignoring (alertstate) ALERTS{${of},alertstate="firing"}`,
    for: `${durationSeconds(acknowledgeWithin) ?? 0}s`,
    labels: { [ESCALATION]: ESCALATED, [INCIDENT]: '{{ printf "%.0f" $value }}' },
    annotations: {
      summary: `Nobody has acknowledged ${alert}.`,
      runbook_url: ours ? runbookOf(alert, repository) : `${repository}/blob/main/${RUNBOOK}#acknowledge`,
    },
  };
}

/** A rule as the Prometheus operator takes it. */
export interface OperatorRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

/** Groups of rules as the Prometheus operator takes them: the alerts of the platform, and the twin of each routed one. */
export function alertRuleGroups(routes: Readonly<Record<string, Route>>, repository: string) {
  const twins = Object.entries(routes).filter(([alert]) => alert !== WATCHDOG);
  return [
    ...Object.entries(ALERT_GROUPS).map(([name, rules]) => ({
      name: `lke-platform.${name}`,
      rules: rules.map((rule) => ruleOf(rule, repository)),
    })),
    ...(twins.length > 0
      ? [{ name: 'lke-platform.unacknowledged', rules: twins.map((way) => twinOf(way, repository)) }]
      : []),
  ];
}
