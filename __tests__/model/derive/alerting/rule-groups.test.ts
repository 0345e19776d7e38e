import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertRuleGroups, RUNBOOK } from '../../../../model/derive/alerting/rule-groups';
import { ALERTS } from '../../../../model/rules/alerts/all';
import { repository } from '../../../../package.json';

const route = { channel: 'slack:#ops', escalateTo: 'pagerduty:acme', acknowledgeWithin: 'PT2M' };
const rulesOf = (routes: Parameters<typeof alertRuleGroups>[0]) =>
  alertRuleGroups(routes, 'https://git.example.com/platform').flatMap(({ rules }) => rules);

describe('the runbook', () => {
  const text = readFileSync(join(__dirname, '../../../..', RUNBOOK), 'utf8');
  const sections = new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.split('\n', 1)[0]!.toLowerCase(), section]),
  );

  it.each(ALERTS.map(({ alert }) => alert))('says what %s means, how to look and what to do', (alert) => {
    const link = alertRuleGroups({}, 'x')
      .flatMap(({ rules }) => rules)
      .find((rule) => rule.alert === alert)?.annotations.runbook_url;

    expect(link).toBe(`x/blob/main/${RUNBOOK}#${alert.toLowerCase()}`);
    expect(sections.get(alert.toLowerCase())).toMatch(/\*\*Means:\*\* .*\n\*\*Look:\*\* .*\n\*\*Do:\*\* /);
  });

  it('has no heading of an alert that is gone', () => {
    expect([...sections.keys()].sort()).toEqual(
      ['acknowledge', ...ALERTS.map(({ alert }) => alert.toLowerCase())].sort(),
    );
  });

  it('is in the repository that package.json names', () => {
    expect(repository.url).toMatch(/^https:\/\/.*\.git$/);
  });
});

describe('the rules', () => {
  it('have no twin without a route', () => {
    expect(rulesOf({}).some(({ labels }) => 'escalation' in labels)).toBe(false);
  });

  it('have a twin for each route but that of the watchdog, after as long as an acknowledgement may take', () => {
    const twins = rulesOf({ KubePodNotReady: route, Watchdog: route }).filter(({ labels }) => 'escalation' in labels);

    expect(twins).toEqual([
      {
        alert: 'KubePodNotReady',
        expr: 'ALERTS_FOR_STATE{alertname="KubePodNotReady",escalation=""} and ignoring (alertstate) ALERTS{alertname="KubePodNotReady",escalation="",alertstate="firing"}',
        for: '120s',
        labels: { escalation: '1', incident: '{{ printf "%.0f" $value }}' },
        annotations: {
          summary: 'Nobody has acknowledged KubePodNotReady.',
          runbook_url: 'https://git.example.com/platform/blob/main/docs/runbooks/alerts.md#acknowledge',
        },
      },
    ]);
  });
});
