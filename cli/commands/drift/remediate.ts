import type { Command } from 'commander';
import type { AppliedRecord } from '../../../operations/applied-configuration/record';
import type { AppliedStack } from '../../../operations/deploy/apply';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import type { ReportedProblem } from '../../conventions/problems';
import type { Progress } from '../../conventions/progress';
import type { CommandContext } from '../../command-context';
import { addApplyOptions, type ApplyOptions, applyProps, requireConsent } from '../apply-options';
import { applyReply } from '../apply-reply';
import { auditWarnings } from '../audit/warnings';
import { contractWarnings } from '../handoff/of-apply';
import { keeperWarnings } from '../keeper-warnings';
import { warnOfLeftRuns } from '../left-runs';
import { uuid } from '../rollback/options';
import { adoptByFile } from './adopt';
import { FILE_OPTION, type FileOption } from './policy-of';

export function addDriftRemediate(drift: Command, context: CommandContext): void {
  addApplyOptions(drift.command('remediate'))
    .description(
      'apply again what was applied last, so that nothing that is pending rides along, or adopt what is there',
    )
    .option('--adopt', 'write what is there into the platform file, where it has words for it; nothing is applied')
    .option(...FILE_OPTION)
    .option('--drift-report <uuid>', 'the report of drift that it answers', uuid)
    .argument('<stack...>', 'the stacks')
    .action((names: string[], options: RemediateOptions) =>
      context.run('drift remediate', async (progress) => {
        if (!options.adopt) requireConsent(options, context, 'npx lke-platform drift detect');
        const { Deployment } = await import('../../../operations/deploy/deployment');
        const left = await warnOfLeftRuns(context, progress);
        const props = { ...deploymentProps(options, context, progress), folder: options.output };
        return Deployment.use(
          { ...props, changes: !options.adopt, readOnly: options.adopt ?? false },
          async (deployment) => {
            if (options.adopt) return adoptByFile(deployment, deployment.stacks(names), options, context);
            const { lastApplied } = await import('../../../operations/drift/applied-output');
            const stacks = deployment.stacks(names);
            progress.step('reading what was applied');
            // All that cannot be put back is told before anything is.
            const records = await Promise.all(stacks.map(async (stack) => lastApplied(deployment, stack)));
            const applied: AppliedStack[] = [];
            const warnings: ReportedProblem[] = [...left];
            for (const [index, stack] of stacks.entries()) {
              const record = records[index];
              if (!record) continue;
              const done = await putBack(deployment, stack, record, { options, context, progress });
              applied.push(...done.applied);
              warnings.push(...done.warnings);
            }
            return applyReply(applied, warnings);
          },
        );
      }),
    );
}

interface RemediateOptions extends ApplyOptions, FileOption {
  readonly adopt?: boolean;
  readonly driftReport?: string;
}

interface How {
  readonly options: RemediateOptions;
  readonly context: CommandContext;
  readonly progress: Progress;
}

async function putBack(deployment: Deployment, stack: SynthesizedStack, record: AppliedRecord, how: How) {
  const { Deployment } = await import('../../../operations/deploy/deployment');
  const { applyStacks } = await import('../../../operations/deploy/apply');
  const { ConfigurationKeeper } = await import('../../../operations/deploy/keep-configuration');
  const { writeAppliedOutput } = await import('../../../operations/drift/applied-output');
  const { options, context, progress } = how;
  const folder = await writeAppliedOutput(deployment, stack, record);
  const within = { output: deployment.output.path, run: deployment.run };
  const place = { ...deploymentProps(options, context, progress), changes: true, folder, within };
  return Deployment.use(place, async (again) => {
    const configurations = new ConfigurationKeeper(again, true, record.source);
    const base = await applyProps(again, options, context, progress);
    const { RollbackKeeper } = await import('../../../operations/rollback/keeper');
    const { reason, driftReport: driftReportId } = options;
    const rollback = new RollbackKeeper({ deployment: again, audit: base.audit, reason, driftReportId });
    const props = { ...base, configurations, rollback };
    const applied = await applyStacks(again, [stack.id], props);
    const contracts = await contractWarnings(again, props.audit, applied);
    const audit = await auditWarnings(props.audit, again.environment);
    return { applied, warnings: [...props.warned, ...keeperWarnings(configurations), ...contracts, ...audit] };
  });
}

const deploymentProps = ({ lockTimeout }: ApplyOptions, { streams }: CommandContext, progress: Progress) => ({
  command: 'drift remediate',
  lockTimeout,
  environment: streams.env,
  onStep: (stack: string, text: string) => {
    progress.step(`${stack}: ${text}`);
  },
});
