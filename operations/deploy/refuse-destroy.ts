import type { StackId } from '../../model/naming';
import type { DeployProblem } from './deploy-problem';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';

/** Stacks that are not destroyed, with every reason. */
export class DestroyRefused extends Error {
  constructor(readonly problems: readonly DeployProblem[]) {
    super(problems.map(({ where, what }) => `${where}: ${what}`).join('\n'));
    this.name = 'DestroyRefused';
  }
}

/**
 * Checks that nothing is destroyed that is protected, or that others stand on.
 *
 * @throws {DestroyRefused} with everything that stands against it
 */
export async function refuseDestroy(deployment: Deployment, stacks: readonly SynthesizedStack[]): Promise<void> {
  const refusals = [...stacks.flatMap(protection), ...(await dependents(deployment, stacks))];
  if (refusals.length > 0) throw new DestroyRefused(refusals);
}

function protection({ id, protectedAddresses }: SynthesizedStack): DeployProblem[] {
  if (protectedAddresses.length === 0) return [];
  const field = id === 'cluster' || id === 'state' ? 'deletionProtection' : `environments.${id}.deletionProtection`;
  return [
    {
      where: `stack ${id}`,
      what: `it is protected from deletion: ${protectedAddresses.join(', ')}`,
      fix: `two steps: first set ${field}: false in the platform file, have that reviewed, and synthesize; then destroy again`,
    },
  ];
}

/** Stacks that are not to be destroyed, still have resources, and need one that is. */
async function dependents(deployment: Deployment, stacks: readonly SynthesizedStack[]): Promise<DeployProblem[]> {
  const going = stacks.map(({ id }) => id);
  const needs = ({ id, dependencies }: SynthesizedStack) =>
    !going.includes(id) && dependencies.some((other) => going.includes(other));
  const staying: StackId[] = [];
  for (const stack of deployment.output.stacks.filter(needs)) {
    if (await deployment.hasResources(stack)) staying.push(stack.id);
  }
  if (staying.length === 0) return [];
  return [
    {
      where: `stack ${staying.join(', ')}`,
      what: `there are still resources that need ${going.join(', ')}`,
      fix: `destroy them first, or together: destroy ${[...going, ...staying].join(' ')}`,
    },
  ];
}
