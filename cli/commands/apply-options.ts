import { type Command, InvalidArgumentError } from 'commander';
import type { ApplyStacksProps } from '../../operations/deploy/apply';
import type { DeployProblem } from '../../operations/deploy/deploy-problem';
import type { Deployment } from '../../operations/deploy/deployment';
import type { PlanSummary } from '../../operations/plan-review/plan-summary';
import { askConsent, canAsk } from '../conventions/ask';
import { coloursFor } from '../conventions/colours';
import { problemText, type ReportedProblem } from '../conventions/problems';
import type { Progress } from '../conventions/progress';
import type { CommandContext } from '../command-context';
import { openAudit } from './audit/open-audit';
import { addEngineOptions, type EngineOptions } from './engine-options';
import { planText } from './plan-text';

/** Options of the commands that change something. */
export interface ChangeOptions extends EngineOptions {
  readonly yes?: boolean;
  readonly snapshot: boolean;
  readonly audit: boolean;
  readonly reason?: string;
}

/** Options of those that make something, too. */
export interface ApplyOptions extends ChangeOptions {
  readonly readyTimeout: number;
  readonly takeOver?: boolean;
  readonly allowUnchecked?: boolean;
}

const DEFAULT_READY_MINUTES = 15;

export function addChangeOptions(command: Command): Command {
  return addEngineOptions(command)
    .option('--yes', 'apply without asking')
    .option('--no-snapshot', 'take no copy of the state before it changes')
    .option('--reason <text>', 'why, for the audit log')
    .option('--no-audit', 'write nothing into the audit log');
}

export function addApplyOptions(command: Command): Command {
  return addChangeOptions(command)
    .option('--take-over', 'make what exists and is in no state a part of the stack that would make it again')
    .option('--allow-unchecked', 'with --yes: apply although not all was looked at that may exist already')
    .option('--ready-timeout <minutes>', 'how long to wait for nodes to get ready', minutes, DEFAULT_READY_MINUTES);
}

function minutes(text: string): number {
  const number = Number(text);
  if (text !== '' && number >= 0) return number;
  throw new InvalidArgumentError('It has to be a number of minutes.');
}

/**
 * Checks that there is consent, or somebody to ask for it.
 *
 * @param review the command that shows what would be done. @default - this one, at a terminal
 * @throws {Error} when there is neither
 */
export function requireConsent(
  { yes = false }: Pick<ChangeOptions, 'yes'>,
  { streams, flags }: CommandContext,
  review?: string,
): void {
  if (yes || (canAsk(streams) && !flags.json)) return;
  const why = flags.json ? 'with --json' : 'this is not a terminal';
  const way =
    review === undefined ? 'Run it at a terminal, which shows what it would do' : `Look at what it does (${review})`;
  throw new Error(`nobody can be asked here: ${why}. ${way}, or give your consent with --yes.`);
}

/** What was told before a plan was approved goes to the terminal at once, and with `--json` to the reply. */
export interface WarningProps extends ApplyStacksProps {
  /** What is left for the reply. */
  readonly warned: readonly ReportedProblem[];
}

/** How to apply, by the options: with a question before each stack, or with the plan shown and no question. */
export async function applyProps(
  deployment: Deployment,
  { yes = false, takeOver = false, allowUnchecked = false, ...options }: ApplyOptions,
  { streams, flags }: CommandContext,
  progress: Progress,
): Promise<WarningProps> {
  const { openSnapshots } = await import('../../operations/deploy/snapshots');
  const { orphanReport } = await import('../../operations/orphans/report');
  const { snapshot, audit, reason, readyTimeout, parallelism } = options;
  const colours = coloursFor(streams.stderr, streams.env);
  const show = (stack: string, summary: PlanSummary) => {
    progress.end();
    if (!flags.json) streams.stderr.write(`${planText(stack, summary, colours)}\n`);
  };
  const warned: ReportedProblem[] = [];
  const warn = (problem: DeployProblem) => {
    progress.end();
    const warning = { severity: 'warning' as const, ...problem };
    if (flags.json) warned.push(warning);
    else streams.stderr.write(problemText(warning, colours));
  };
  if (audit) progress.step('asking Linode who you are');
  return {
    warned,
    // One question at a time.
    parallelism: yes ? parallelism : 1,
    readyTimeoutMs: readyTimeout * 60_000,
    audit: audit ? await openAudit(deployment.output, deployment.environment, reason) : undefined,
    snapshots: snapshot ? await openSnapshots(deployment.output, deployment.environment) : undefined,
    warn,
    allowUnchecked: (problem) => {
      const mayGoOn = allowUnchecked || !yes; // without --yes, a person is asked after having read it
      if (mayGoOn) warn(problem);
      return mayGoOn;
    },
    confirm: async (question) => {
      progress.end();
      if (yes && !flags.json) streams.stderr.write(`${question} Yes, as --yes says.\n`);
      return yes || askConsent(question, streams, deployment.signal);
    },
    takeOver: async (orphans) => {
      if (takeOver) return true;
      if (yes) return false;
      progress.end();
      const reports = orphans.map((orphan) => `${orphanReport(orphan).what}\n`);
      streams.stderr.write(reports.join(''));
      return askConsent('Take it over?', streams, deployment.signal);
    },
    approve: async (stack, summary) => {
      show(stack, summary);
      return yes || askConsent(`Do this to ${stack}?`, streams, deployment.signal);
    },
  };
}
