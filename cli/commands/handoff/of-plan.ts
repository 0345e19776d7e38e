import type { Deployment } from '../../../operations/deploy/deployment';
import type { PlannedStack } from '../../../operations/deploy/plan';
import { isEnvironment } from './environments';

/**
 * What planned stacks do to hand-off contracts, as Markdown; empty where they do nothing. Where the contracts cannot be
 * read, that is said in their place: a plan is a plan without them.
 */
export async function contractChanges(
  { output, environment }: Deployment,
  planned: readonly PlannedStack[],
): Promise<string> {
  const { termsInOutput } = await import('../../../operations/handoff/terms-in-output');
  const environments = planned.flatMap(({ stack }) => {
    const found = isEnvironment(stack) ? termsInOutput(output, stack) : undefined;
    return isEnvironment(stack) && found ? [{ environment: stack, ...found }] : [];
  });
  if (environments.length === 0) return '';
  const { accessTo } = await import('../../../operations/deploy/bucket-access');
  const { comparePublished } = await import('../../../operations/handoff/compare-published');
  const { contractDiffMarkdown } = await import('../../../operations/handoff/diff-markdown');
  const { Contracts } = await import('../../../operations/handoff/contracts');
  try {
    const contracts = new Contracts(accessTo(output.endpoint, environment), output.buckets.artifacts);
    return contractDiffMarkdown(await comparePublished(contracts, environments));
  } catch (error) {
    return `## Hand-off contracts\n\nWhat this changes in them is not known: ${(error as Error).message.split('\n')[0] ?? ''}\n`;
  }
}
