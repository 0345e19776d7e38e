import type { AppliedStack } from '../../operations/deploy/apply';
import type { NodeCheck } from '../../operations/deploy/check-nodes';
import type { Colours } from '../conventions/colours';
import { countOf } from '../conventions/count-of';
import { type ExitCode, exitCode } from '../conventions/exit-codes';
import { reportedProblems, type ReportedProblem } from '../conventions/problems';
import type { Reply } from '../conventions/run-command';
import { countsText } from './plan-text';
import type { WentByItself } from './rollback/by-itself';

/**
 * What a command that applied stacks answers: each of them with what became of it.
 *
 * @param back rollbacks that those which failed have started by themselves. @default - none
 */
export function applyReply(
  applied: readonly AppliedStack[],
  warnings: readonly ReportedProblem[],
  back: readonly WentByItself[] = [],
): Reply {
  return {
    exitCode: exitCodeOf(applied),
    result: {
      stacks: applied.map(resultOf),
      ...(back.length > 0 && { rollbacks: back.map(({ stack, rollback, status }) => ({ stack, rollback, status })) }),
    },
    warnings: [...warnings, ...applied.flatMap(problemsOf), ...back.flatMap(({ problems }) => problems)],
    text: (colours) => applied.map((it) => stackText(it, colours)).join('\n'),
  };
}

function exitCodeOf(applied: readonly AppliedStack[]): ExitCode {
  if (!applied.every(({ status }) => status === 'applied' || status === 'unchanged')) return exitCode.error;
  const unready = applied.some((it) => it.status === 'applied' && it.nodes !== undefined && !isReady(it.nodes));
  return unready ? exitCode.found : exitCode.fine;
}

const isReady = (nodes: NodeCheck) => 'notReady' in nodes && nodes.notReady.length === 0;

/** What `--json` says of a stack. */
function resultOf(applied: AppliedStack): object {
  const { stack, status } = applied;
  switch (applied.status) {
    case 'applied': {
      const { summary, snapshot, configuration, rollback, nodes } = applied;
      return {
        stack,
        status,
        ...summary,
        ...(snapshot !== undefined && { snapshot }),
        ...(configuration !== undefined && { configuration }),
        ...(rollback !== undefined && { rollback }),
        ...(nodes && { nodes }),
      };
    }
    case 'skipped':
      return { stack, status, because: applied.because };
    default:
      return { stack, status };
  }
}

function problemsOf(applied: AppliedStack): ReportedProblem[] {
  if (applied.status === 'failed') {
    return reportedProblems(applied.error).map((problem) => ({ where: `stack ${applied.stack}`, ...problem }));
  }
  if (applied.status !== 'applied' || applied.nodes === undefined || isReady(applied.nodes)) return [];
  return [{ severity: 'warning', where: `stack ${applied.stack}`, ...nodeProblem(applied.nodes) }];
}

function nodeProblem(nodes: NodeCheck): Pick<ReportedProblem, 'what' | 'fix'> {
  if ('notChecked' in nodes) {
    return { what: `whether its nodes are ready was not checked: ${nodes.notChecked}`, fix: 'look in Cloud Manager' };
  }
  return {
    what: `${nodes.notReady.length} of its nodes are not ready: ${nodes.notReady.join(', ')}`,
    fix: 'look at them in Cloud Manager; recycle a node that stays so',
  };
}

function stackText(applied: AppliedStack, colours: Colours): string {
  const name = colours.bold(applied.stack);
  switch (applied.status) {
    case 'applied': {
      const nodes =
        applied.nodes && isReady(applied.nodes) && 'ready' in applied.nodes ? applied.nodes.ready : undefined;
      const ready = nodes === undefined ? '' : `, ${countOf(nodes, 'node')} ready`;
      return `${name}: ${colours.green('done')} (${countsText(applied.summary, { done: true })})${ready}`;
    }
    case 'unchanged':
      return `${name}: no changes`;
    case 'declined':
      return `${name}: ${colours.yellow('not applied')}, as you said`;
    case 'skipped':
      return `${name}: ${colours.yellow('not begun')}, because ${applied.because} was not applied`;
    case 'failed':
      return `${name}: ${colours.red('failed')}, see the errors`;
  }
}
