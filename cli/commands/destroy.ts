import type { Command } from 'commander';
import type { AppliedStack } from '../../operations/deploy/apply';
import type { DestroyStacksProps } from '../../operations/deploy/destroy';
import type { Deployment } from '../../operations/deploy/deployment';
import type { CommandContext } from '../command-context';
import { addChangeOptions, applyProps, type ChangeOptions, requireConsent } from './apply-options';
import { applyReply } from './apply-reply';
import { credentialsLeft, goneReply } from './destroyed-platform';
import { destructionProps } from './destruction-props';
import { grantEnder } from './access/grant-ender';
import { contractWarnings } from './handoff/of-apply';
import { keeperWarnings } from './keeper-warnings';
import { auditWarnings, LastDelivery } from './audit/warnings';
import { warnOfUnretired } from './environment/unretired';
import { orphanWarnings } from './orphan-problems';
import { warnOfLeftRuns } from './left-runs';
import { warnOfStaleOutput } from './stale-output';

interface DestroyOptions extends ChangeOptions {
  readonly platform?: boolean;
  readonly export?: string;
}

export function addDestroy(program: Command, context: CommandContext): void {
  addChangeOptions(program.command('destroy'))
    .description('destroy stacks, after a question for each')
    .argument('[stack...]', 'the stacks')
    .option('--platform', 'destroy everything, the buckets last')
    .option('--export <folder>', 'with --platform: where the objects of the buckets go')
    .action((stacks: string[], options: DestroyOptions) =>
      context.run('destroy', async (progress) => {
        refuseUsage(stacks, options);
        requireConsent(options, context);
        const { Deployment } = await import('../../operations/deploy/deployment');
        const onStep = (stack: string, text: string) => {
          progress.step(`${stack}: ${text}`);
        };
        const { output: folder, lockTimeout } = options;
        const left = await warnOfLeftRuns(context, progress);
        return Deployment.use(
          { command: 'destroy', changes: true, folder, lockTimeout, environment: context.streams.env, onStep },
          async (deployment) => {
            if (options.export !== undefined) {
              const { isPlatformGone } = await import('../../operations/deploy/platform-gone');
              if (await isPlatformGone(deployment, options.export)) return goneReply(deployment, left);
            }
            const base = await applyProps(deployment, { ...options, readyTimeout: 0 }, context, progress);
            const props = await destructionProps(deployment, base, options.reason);
            const stale = await warnOfStaleOutput(deployment, context, progress);
            const grants = grantEnder(deployment, props.audit);
            const going = options.platform ? deployment.output.stacks : deployment.stacks(stacks);
            const ids = going.map(({ id }) => id);
            const afterDestroy = await warnOfUnretired(deployment, ids, props);
            const last = new LastDelivery(props.audit, deployment.environment);
            const hooks = { beforeDestroy: grants.end, afterDestroy, beforeBuckets: last.deliver };
            const destroyed = await destroy(deployment, stacks, options, { ...props, ...hooks });
            const isGone = isAllGone(destroyed);
            // With the buckets all contracts are gone.
            const contracts = isGone
              ? []
              : await contractWarnings(deployment, props.audit, destroyed, { terms: undefined });
            const audit = isGone ? last.warnings() : await auditWarnings(props.audit, deployment.environment);
            const orphans = await orphanWarnings(deployment, destroyed, { allPlanned: options.platform });
            const credentials = isGone ? await credentialsLeft(deployment.output.platform, context.streams.env) : [];
            return applyReply(destroyed, [
              ...left,
              ...stale,
              ...grants.problems,
              ...props.warned,
              ...keeperWarnings(props.configurations),
              ...contracts,
              ...audit,
              ...orphans,
              ...credentials,
            ]);
          },
        );
      }),
    );
}

/** Whether the last stack is destroyed, which a destroy of single stacks never is. */
const isAllGone = (destroyed: readonly AppliedStack[]) =>
  destroyed.some(({ stack, status }) => stack === 'state' && (status === 'applied' || status === 'unchanged'));

/** What goes is named, one way or the other. */
function refuseUsage(stacks: readonly string[], { platform = false, export: folder }: DestroyOptions): void {
  if (platform && stacks.length > 0)
    throw new Error('--platform destroys every stack; name either that or some stacks.');
  if (platform && folder === undefined) {
    throw new Error('--platform destroys the buckets too. Name a folder for what is in them: --export <folder>.');
  }
  if (platform) return;
  if (folder !== undefined) throw new Error('--export goes with --platform; the buckets stay otherwise.');
  if (stacks.length === 0) throw new Error('name the stacks to destroy, or everything: --platform --export <folder>.');
  if (stacks.includes('state')) {
    throw new Error(
      'the state of every other stack is in the buckets of "state"; they go last: --platform --export <folder>.',
    );
  }
}

async function destroy(
  deployment: Deployment,
  names: readonly string[],
  { export: folder }: DestroyOptions,
  props: DestroyStacksProps,
): Promise<AppliedStack[]> {
  if (folder !== undefined) {
    const { destroyPlatform } = await import('../../operations/deploy/destroy-platform');
    return destroyPlatform(deployment, folder, props);
  }
  const { destroyStacks } = await import('../../operations/deploy/destroy');
  return destroyStacks(
    deployment,
    deployment.stacks(names).map(({ id }) => id),
    props,
  );
}
