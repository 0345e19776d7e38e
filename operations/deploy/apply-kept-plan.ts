import { resolve } from 'node:path';
import { strFromU8 } from 'fflate';
import { z } from 'zod';
import { applyPlan, type ApplyProps } from './apply-stack';
import type { AppliedStack } from './apply';
import type { Deployment } from './deployment';
import type { OutputFolder, SynthesizedStack } from './output-folder';
import { wantedBy } from '../orphans/wanted';
import { filesInPlan } from '../engine/saved-plan';
import { summarize } from '../plan-review/plan-summary';
import { recoverErroredState } from './errored-state';
import { refuseOutOfOrder } from './refuse-order';
import { refuseInTheWay } from './settle-orphans';
import { refuseTainted, taintedInPlan } from './tainted';

const moduleSchema = z.object({
  terraform: z.object({
    backend: z.object({
      s3: z.object({ bucket: z.string(), key: z.string(), endpoints: z.object({ s3: z.string() }) }),
    }),
  }),
});

/**
 * Applies a plan that `plan --out` kept, which deletes the file. A plan that is declined stays.
 *
 * @throws {Error} when the file is not a plan of a stack of this platform
 * @throws {DeployRefused} when what the stack stands on is not there any more
 */
export async function applyKeptPlan(deployment: Deployment, file: string, props: ApplyProps): Promise<AppliedStack> {
  const stack = stackOf(file, deployment.output);
  await refuseOutOfOrder(deployment, [stack.id]);
  await props.configurations?.refuseDirty(stack);
  const engine = await deployment.ready(stack);
  const content = await engine.show(resolve(file));
  refuseTainted(taintedInPlan(content), deployment.place(stack));
  const plan = { file: resolve(file), summary: summarize(content) };
  try {
    await recoverErroredState(deployment, stack, props);
    await refuseInTheWay(deployment, stack, { ...plan, wanted: wantedBy(stack.id, content) }, props);
    return { stack: stack.id, ...(await applyPlan(deployment, stack, plan, props)) };
  } catch (error) {
    return { stack: stack.id, status: 'failed', error };
  }
}

/** The stack whose state a plan would change. */
function stackOf(file: string, { stacks, path }: OutputFolder): SynthesizedStack {
  const backend = backendIn(file);
  const stack = stacks.find(
    (other) =>
      other.backend.bucket === backend?.bucket &&
      other.backend.key === backend.key &&
      other.backend.endpoint === backend.endpoints.s3,
  );
  if (stack) return stack;
  throw new Error(
    backend
      ? `${file} is a plan for the state ${backend.bucket}/${backend.key}, which is of no stack in ${path}`
      : `${file} is neither a stack nor a plan that "plan --out" wrote`,
  );
}

function backendIn(file: string) {
  try {
    const root = filesInPlan(file)?.get('cdk.tf.json');
    return root && moduleSchema.parse(JSON.parse(strFromU8(root))).terraform.backend.s3;
  } catch {
    return undefined; // not a root module as synth writes it
  }
}
