import type { Command } from 'commander';
import { exitCode } from '../../conventions/exit-codes';
import type { Progress } from '../../conventions/progress';
import type { ReportedProblem } from '../../conventions/problems';
import type { Reply } from '../../conventions/run-command';
import type { CommandContext } from '../../command-context';
import type { Platform } from '../../../model/platform';
import type { Approved } from '../../../operations/approvals/approve';
import type { RolloutStatus } from '../../../operations/approvals/rollouts';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { platformOf } from '../access/platform';
import { chainOf } from './chain';
import { approvedText, notEndedProblem, refusedProblem } from './approved-text';
import { listText, waitingText, withDifferences } from './waiting-text';

interface ApproveOptions extends FileOption {
  readonly list?: boolean;
  readonly begin?: boolean;
  readonly revision?: string;
  readonly confirm?: string;
  readonly reason?: string;
}

/** A platform, and the API of its cluster. */
interface Place {
  readonly client: KubernetesClient;
  readonly platform: Platform;
}

export function addApprove(program: Command, context: CommandContext): void {
  program
    .command('approve')
    .description(
      'show what waits for approval in an environment, with its diff, and approve it; exit code 2: something waits',
    )
    .argument('[environment]', 'the environment')
    .option('--list', 'what waits in every environment')
    .option('--begin', 'begin the rollout of the newest commit; one that waits is ended')
    .option('--revision <commit>', 'approve this commit, which waits')
    .option('--confirm <application>', 'let Argo CD remove what waits for that, of this application')
    .option('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((environment: string | undefined, options: ApproveOptions) =>
      context.run('approve', async (progress) => {
        const platform = await platformOf(options, context);
        const { sitePlaceOf } = await import('../../../operations/access/site');
        const { onApprovals, auditLogOf } = await import('../../../operations/approvals/site');
        const { ledgerPlaceOf } = await import('../../../model/naming');
        const site = { ...sitePlaceOf(platform), ledgerPlace: ledgerPlaceOf(platform.state) };
        progress.step('asking Argo CD');
        return onApprovals(site, context.streams.env, async (client) => {
          const place = { client, platform };
          if (environment === undefined) return list(place, options);
          const name = await rolloutName(place, environment);
          const { begin, revision, confirm, reason } = options;
          const asked = [begin, revision, confirm].filter((it) => it !== undefined);
          if (asked.length === 0) return show(place, name, context, progress);
          if (asked.length > 1) throw new Error('name one of --begin, --revision and --confirm.');
          const { refuseReason } = await import('../../../operations/access/texts');
          refuseReason(reason ?? '');
          const { recorder } = await import('../../../operations/audit/record');
          const { sendWaiting } = await import('../../../operations/audit/send');
          const { provenActor } = await import('../../../operations/audit/actor');
          const log = auditLogOf(site, context.streams.env);
          const actor = await provenActor({ kubernetes: client });
          const problems = await sendWaiting(log.ledger, log.outbox);
          const audit = recorder(log, actor, reason, problems, { optional: false });
          if (confirm !== undefined) {
            const { confirmed } = await import('./confirm');
            return confirmed(place.client, await statusOf(place, name), confirm, audit, context);
          }
          return revision === undefined
            ? start(client, name, audit, context)
            : approve(place, name, { revision, reason: reason ?? '' }, audit, context);
        });
      }),
    );
}

/** @throws {ApprovalRefused} when nothing of the platform is called so */
async function rolloutName(place: Place, environment: string): Promise<string> {
  const { platform } = place;
  const { rolloutsOf } = await import('../../../model/derive/rollouts');
  const { ApprovalRefused } = await import('../../../operations/approvals/refused');
  const gated = rolloutsOf(platform).filter((it) => it.gated);
  if (gated.some(({ name }) => name === environment)) return environment;
  // What the file has no more may still be there.
  if ((await rollouts(place)).some(({ name }) => name === environment)) return environment;
  throw new ApprovalRefused([
    {
      what: `nothing of ${environment} waits for approvals, as the platform file has it`,
      given: environment,
      allowed: gated.map(({ name }) => name).join(', ') || 'no environment: none has an application with approvals',
    },
  ]);
}

async function rollouts({ client, platform }: Place): Promise<readonly RolloutStatus[]> {
  const { rolloutsOf } = await import('../../../model/derive/rollouts');
  const { readRollouts } = await import('../../../operations/approvals/rollouts');
  const { ApprovalRefused } = await import('../../../operations/approvals/refused');
  const found = await readRollouts(client, rolloutsOf(platform));
  if (found) return found;
  throw new ApprovalRefused([
    {
      what: 'Argo CD is not installed',
      fix: 'switch it on with argoCd: {enabled: true} in the platform file and synthesize, where it is not; then npx lke-platform apply system',
    },
  ]);
}

async function list(place: Place, { list: isAsked }: ApproveOptions): Promise<Reply> {
  if (isAsked !== true) throw new Error('name an environment, or --list.');
  const found = await rollouts(place);
  const waits = found.some(({ waiting, removals }) => waiting.length + removals.length > 0);
  return {
    exitCode: waits ? exitCode.found : exitCode.fine,
    result: { rollouts: found },
    text: (colours) => listText(found, colours),
  };
}

async function statusOf(place: Place, name: string): Promise<RolloutStatus> {
  const found = (await rollouts(place)).find((it) => it.name === name);
  const nothing = { waiting: [], gates: [], leftovers: [], errors: [], removals: [], former: [] };
  return found ?? { name, root: undefined, isRunning: false, ...nothing };
}

async function show(place: Place, name: string, context: CommandContext, progress: Progress): Promise<Reply> {
  const status = await statusOf(place, name);
  progress.step('comparing commits');
  const waiting = await withDifferences(status.waiting, context.streams.env);
  return {
    exitCode: waiting.length + status.removals.length > 0 ? exitCode.found : exitCode.fine,
    result: {
      ...{ rollout: name, waiting, isRunning: status.isRunning },
      ...{ leftovers: status.leftovers, removals: status.removals, former: status.former },
    },
    text: (colours) => waitingText(status, waiting, colours),
  };
}

async function start(
  client: KubernetesClient,
  name: string,
  audit: AuditRecorder,
  context: CommandContext,
): Promise<Reply> {
  const { begin } = await import('../../../operations/approvals/begin');
  const end = await audit.begin({ chain: chainOf(name), kind: 'rollout', what: `begins the rollout of ${name}` });
  const begun = await begin(client, name).catch(async (error: unknown) => {
    await end('failed', { error: (error as Error).message });
    throw error;
  });
  await end('done', { ...begun });
  return {
    exitCode: exitCode.fine,
    result: begun,
    warnings: await auditWarnings(audit, context.streams.env),
    text: ({ green }) =>
      [
        `${green('begun')}: the rollout of the newest commit to ${name}, as ${begun.by}${begun.endedFormer ? '; the one before it was ended' : ''}`,
        `  to see what waits: npx lke-platform approve ${name}`,
      ].join('\n'),
  };
}

async function approve(
  place: Place,
  name: string,
  { revision, reason }: { readonly revision: string; readonly reason: string },
  audit: AuditRecorder,
  context: CommandContext,
): Promise<Reply> {
  const operations = await import('../../../operations/approvals/approve');
  const approved: Approved[] = [];
  const problems: ReportedProblem[] = [];
  for (const gate of operations.gatesFor(await statusOf(place, name), revision)) {
    const { wave, revision: commit, applications } = gate;
    const end = await audit.begin({
      chain: chainOf(name),
      kind: 'approval',
      what: `approves wave ${wave} of ${name}: ${commit}`,
      details: { rollout: name, wave, revision: commit, applications: applications.map((it) => it.name) },
    });
    try {
      const done = await operations.approve(place.client, gate, { reason, now: new Date() });
      await end('done', { by: done.by });
      approved.push(done);
      if (done.notEnded !== undefined) problems.push(notEndedProblem(done, done.notEnded));
    } catch (error) {
      await end('failed', { error: (error as Error).message });
      // Of those that are approved already it has to be said.
      if (approved.length === 0) throw error;
      problems.push(refusedProblem(gate, error as Error));
      break;
    }
  }
  return {
    exitCode: problems.some(({ severity }) => severity === undefined) ? exitCode.error : exitCode.fine,
    result: { approved },
    warnings: [...problems, ...(await auditWarnings(audit, context.streams.env))],
    text: (colours) => approved.map((it) => approvedText(it, colours)).join('\n'),
  };
}
