import type { TerraformStack } from 'cdktf';
import { FACTS_LOCAL } from '../model/naming';
import type { Platform } from '../model/platform';
import { type FactualStack, stackFactsOf } from '../model/stack-facts';

/** Writes into a root module what is told of its stack once it is applied. No resource depends on it. */
export function tellFacts(stack: TerraformStack, platform: Platform, id: FactualStack): void {
  stack.addOverride(`locals.${FACTS_LOCAL}`, stackFactsOf(platform, id));
}
