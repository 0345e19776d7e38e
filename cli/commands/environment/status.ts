import type { Command } from 'commander';
import type { EnvironmentStatus, StatusReport } from '../../../operations/lifecycle/status';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import { table } from '../../conventions/table';
import type { CommandContext } from '../../command-context';
import { auditLogOf, FILE_OPTION, type FileOption } from '../audit/audit-log';
import { platformOf } from '../access/platform';
import { bookOf, environmentsOf } from './book';
import { statusWarnings } from './status-warnings';

interface StatusOptions extends FileOption {
  readonly fix?: boolean;
}

export function addEnvironmentStatus(environment: Command, context: CommandContext): void {
  environment
    .command('status')
    .description(
      'the status of environments; exit code 2 when the cluster says something else, or the gate or what holds approvals is not in force',
    )
    .argument('[environment...]', 'the environments (default: all)')
    .option('--fix', 'let the labels in the cluster follow the ledger again')
    .option(...FILE_OPTION)
    .action((names: string[], options: StatusOptions) =>
      context.run('environment status', async (progress) => {
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        const environments = environmentsOf(platform, names);
        const { ledger } = await auditLogOf(options, context);
        const { clusterSiteOf, onCluster } = await import('../../../operations/lifecycle/on-cluster');
        const { workloadPoliciesOf } = await import('../../../model/lifecycle/admission/policies');
        const { approvalPolicyNames } = await import('../../../model/lifecycle/admission/approval-policies');
        const { readStatus } = await import('../../../operations/lifecycle/status');
        const held = { policies: workloadPoliciesOf(platform), approvals: approvalPolicyNames(platform) };
        progress.step('reading the ledger, and the labels of the cluster');
        const { report, fixed } = await onCluster(clusterSiteOf(platform), env, async (client) => {
          const read = () => readStatus(environments, ledger, client, held);
          const before = await read();
          const differing = before.environments.filter(({ differs }) => differs);
          if (!options.fix || !client || differing.length === 0) return { report: before, fixed: [] };
          const { fixLabels } = await import('../../../operations/lifecycle/fix-labels');
          progress.step('asking Linode who you are');
          const { audit } = await bookOf(platform, 'the label differed', context);
          progress.step('setting the labels');
          await fixLabels(client, ledger, audit, differing);
          return { report: await read(), fixed: differing.map((it) => it.environment) };
        });
        const warnings = statusWarnings(report);
        return {
          exitCode: warnings.length === 0 ? exitCode.fine : exitCode.found,
          result: {
            environments: report.environments.map(resultOf),
            gate: foundOf(report.gate),
            approvals: foundOf(report.approvals),
            fixed,
          },
          warnings,
          text: (colours) => statusText(report, fixed, colours),
        };
      }),
    );
}

const resultOf = ({ environment, status, change, destroyed, label, differs }: EnvironmentStatus) => ({
  ...{ environment, status },
  record: change?.record ?? 1,
  since: change?.time ?? null,
  by: change?.actor ?? null,
  event: change?.event ?? null,
  destroyed: destroyed?.time ?? null,
  label: label ?? null,
  labelChecked: label !== undefined,
  labelDiffers: differs,
});

const foundOf = (findings: readonly string[] | undefined) =>
  findings === undefined ? { checked: false } : { checked: true, inForce: findings.length === 0, findings };

const COLUMNS = ['environment', 'status', 'since', 'by', 'label in the cluster'].map((title) => ({ title }));

function statusText(
  { environments, gate, approvals = [] }: StatusReport,
  fixed: readonly string[],
  colours: Colours,
): string {
  const { green, yellow, dim } = colours;
  const rows = environments.map(({ environment, status, change, destroyed, label, differs }) => [
    environment,
    destroyed ? dim(`${status}, destroyed`) : status === 'ready' ? green(status) : yellow(status),
    change ? `${change.time.slice(0, 16).replace('T', ' ')}` : 'never applied',
    change?.actor ?? '',
    label === undefined ? dim('not there') : differs ? yellow(label ?? 'none') : (label ?? 'none'),
  ]);
  const lines = [table(COLUMNS, rows)];
  if (gate === undefined) lines.push(dim('the gate: there is no cluster yet'));
  else lines.push(`the gate: ${gate.length === 0 ? green('in force') : yellow('not in force')}`);
  if (approvals.length > 0) lines.push(`approvals: ${yellow('not in force')}`);
  if (fixed.length > 0) lines.push(`${green('set')}: the label of ${fixed.join(', ')}`);
  return lines.join('\n');
}
