import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertRuleGroups } from '../../../model/derive/alerting/rule-groups';
import { ALERTS } from '../../../model/rules/alerts/all';
import { temporaryFolder } from '../temporary-folder';
import { PROGRAMS } from './programs';

const REPOSITORY = 'https://git.example.com/platform';

type Labels = Readonly<Record<string, string>>;

const ruleOf = (alert: string) => ALERTS.find((it) => it.alert === alert);

export const runbook = (alert: string) => `${REPOSITORY}/blob/main/docs/runbooks/alerts.md#${alert.toLowerCase()}`;

/** The summary as Prometheus writes it for these labels. */
export const summaryOf = (alert: string, labels: Labels) =>
  (ruleOf(alert)?.summary ?? '').replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? '');

/** An alert that fires, as promtool wants it. @param labels beside severity */
export const firing = (alert: string, labels: Labels) => ({
  exp_labels: { severity: ruleOf(alert)?.severity, ...labels },
  exp_annotations: { summary: summaryOf(alert, labels), runbook_url: runbook(alert) },
});

/** The rules of the platform, which promtool judges. */
export class RuleBench {
  private readonly folder = temporaryFolder();
  readonly rules = join(this.folder, 'rules.yaml');

  constructor(routes: Parameters<typeof alertRuleGroups>[0]) {
    writeFileSync(this.rules, JSON.stringify({ groups: alertRuleGroups(routes, REPOSITORY) }));
  }

  promtool(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(PROGRAMS.promtool, args, { encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  }

  judge(name: string, tests: readonly unknown[], evaluation_interval = '1m') {
    const file = join(this.folder, `${name}.yaml`);
    writeFileSync(file, JSON.stringify({ rule_files: [this.rules], evaluation_interval, tests }));
    return this.promtool('test', 'rules', file);
  }
}
