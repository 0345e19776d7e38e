import { strFromU8 } from 'fflate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ContractTerms } from '../../model/handoff/contract';
import { termsLocal } from '../../model/handoff/terms-local';
import { HANDOFF_LOCAL, type StackId } from '../../model/naming';
import type { OutputFolder } from '../deploy/output-folder';
import { filesInPlan } from '../engine/saved-plan';

const ROOT_MODULE = 'cdk.tf.json';

const rootModule = z.object({ locals: z.record(z.string(), z.unknown()).default({}) });

/** The terms that a synthesized stack has of its environment; undefined where another release wrote them. */
export function termsInOutput({ stacks }: Pick<OutputFolder, 'stacks'>, id: StackId): TermsOfPlan | undefined {
  const stack = stacks.find((it) => it.id === id);
  return stack && termsIn(readFileSync(join(stack.folder, ROOT_MODULE), 'utf8'));
}

/** The terms that a saved plan is for. */
export interface TermsOfPlan {
  /** Undefined where the environment is not handed off. */
  readonly terms: ContractTerms | undefined;
}

/** The terms that were in force for a saved plan, whatever was synthesized since. It has to be asked before it is applied. */
export function termsInPlan(file: string): TermsOfPlan | undefined {
  try {
    const root = filesInPlan(file)?.get(ROOT_MODULE);
    return root && termsIn(strFromU8(root));
  } catch {
    return undefined; // not a plan as synth and the engine write it, which apply tells
  }
}

/** Terms that cannot be read are not the same as none, by which a contract is withdrawn. */
function termsIn(root: string): TermsOfPlan | undefined {
  const local = rootModule.parse(JSON.parse(root)).locals[HANDOFF_LOCAL];
  if (local === undefined) return { terms: undefined };
  const terms = termsLocal.read(local);
  return terms && { terms };
}
