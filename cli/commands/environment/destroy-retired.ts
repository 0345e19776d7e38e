import type { EnvironmentName } from '../../../model/entities/environment';
import type { CommandContext } from '../../command-context';
import type { ReportedProblem } from '../../conventions/problems';
import type { Progress } from '../../conventions/progress';
import type { Reply } from '../../conventions/run-command';
import { type ApplyOptions, applyProps } from '../apply-options';
import { applyReply } from '../apply-reply';
import { auditWarnings } from '../audit/warnings';
import { destructionProps } from '../destruction-props';
import { contractWarnings } from '../handoff/of-apply';
import { keeperWarnings } from '../keeper-warnings';
import { warnOfLeftRuns } from '../left-runs';
import { orphanWarnings } from '../orphan-problems';
import { warnOfUnretired } from './unretired';

/** Options of the destruction at the end of a retirement, which is never without a record. */
export type DestroyOptions = Pick<
  ApplyOptions,
  'output' | 'parallelism' | 'lockTimeout' | 'yes' | 'snapshot' | 'reason'
>;

interface DestroyRetired {
  /** The platform file. */
  readonly file: string;
  /** What is known already. */
  readonly warned: readonly ReportedProblem[];
  readonly options: DestroyOptions;
  readonly context: CommandContext;
  readonly progress: Progress;
}

/** Destroys an environment for which all is done that comes before. @param backup key of what was kept of it */
export async function destroyRetired(
  name: EnvironmentName,
  backup: string | undefined,
  { file, warned, options, context, progress }: DestroyRetired,
): Promise<Reply> {
  const { Deployment } = await import('../../../operations/deploy/deployment');
  const { destroyStacks } = await import('../../../operations/deploy/destroy');
  const { output: folder, lockTimeout } = options;
  const { env: environment } = context.streams;
  const onStep = (stack: string, text: string) => {
    progress.step(`${stack}: ${text}`);
  };
  const left = await warnOfLeftRuns(context, progress);
  const place = { command: 'environment retire', changes: true, folder, lockTimeout, environment, onStep };
  return Deployment.use(place, async (deployment) => {
    const all = { ...options, audit: true, readyTimeout: 0 };
    const base = await applyProps(deployment, all, context, progress);
    const props = await destructionProps(deployment, base, options.reason);
    const afterDestroy = await warnOfUnretired(deployment, [name], props);
    const destroyed = await destroyStacks(deployment, [name], { ...props, afterDestroy });
    const contracts = await contractWarnings(deployment, props.audit, destroyed, { terms: undefined });
    const audit = await auditWarnings(props.audit, environment);
    const orphans = await orphanWarnings(deployment, destroyed);
    const reply = applyReply(destroyed, [
      ...left,
      ...warned,
      ...props.warned,
      ...keeperWarnings(props.configurations),
      ...contracts,
      ...audit,
      ...orphans,
    ]);
    const isGone = destroyed.every(({ status }) => status === 'applied' || status === 'unchanged');
    return {
      ...reply,
      result: {
        ...{ environment: name, status: isGone ? 'retired' : 'to-be-destroyed', backup: backup ?? null },
        ...(reply.result as object),
      },
      text: (colours) => {
        const { bold, green } = colours;
        const said = `${bold(name)}: ${green('retired')}; keep retired: true in ${file}, or the next apply makes it anew`;
        return [reply.text(colours), ...(isGone ? [said] : [])].join('\n');
      },
    };
  });
}
