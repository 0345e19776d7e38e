import type { Finding } from '../../../model/rules/drift/finding';
import type { DriftPolicy } from '../../../model/rules/drift/judge';
import type { Deployment } from '../../deploy/deployment';
import type { SynthesizedStack } from '../../deploy/output-folder';
import { storedState } from '../../deploy/stored-state';
import { linodeAccess } from '../../linode/access';
import { connectLinode } from '../../linode/client';
import { detectDrift } from '../detect';
import { readOutside } from '../outside/read-outside';
import { type Described, describeDeclared } from './live';

/**
 * The drift of stacks that matters, and what is at Linode.
 *
 * @throws {Error} when a stack cannot be looked at as a whole: what is not seen would be lost
 */
export async function findDrift(
  deployment: Deployment,
  stacks: readonly SynthesizedStack[],
  policy: DriftPolicy,
  systemPool: string,
): Promise<{ readonly findings: readonly Finding[]; readonly described: Described }> {
  const { output, environment } = deployment;
  connectLinode(linodeAccess(output.linodeApi, environment));
  const detected = await detectDrift(deployment, {
    environments: [],
    stacks: stacks.map(({ id }) => id),
    policy,
    parallelism: 1,
    now: new Date(),
    readOutside: (ids) => readOutside(deployment, ids),
  });
  const failed = detected.stacks.find(({ status }) => status === 'not-checked' || status === 'partly');
  if (failed) throw new Error(`${failed.stack} could not be looked at as a whole: ${failed.limits.join('; ')}`);
  const states = await Promise.all(
    output.stacks.map(async (stack) => [stack.id, await storedState({ environment }, stack)] as const),
  );
  const known = new Map(states.flatMap(([id, state]) => (state ? [[id, state] as const] : [])));
  const described = await describeDeclared(known, { platform: output.platform, systemPool });
  // What is of no importance nobody has to say.
  return { findings: detected.findings.filter(({ severity }) => severity !== 'none'), described };
}
