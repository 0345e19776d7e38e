import type { TerraformStack } from 'cdktf';
import type { Environment } from '../model/derive/environment';
import { termsOfContract } from '../model/handoff/terms';
import { termsLocal } from '../model/handoff/terms-local';
import { HANDOFF_LOCAL } from '../model/naming';
import type { Platform } from '../model/platform';

/**
 * Writes into a root module what its environment offers, so that an apply publishes the contract of what it applied. No
 * resource depends on it.
 */
export function tellTerms(stack: TerraformStack, platform: Platform, environment: Environment): void {
  const terms = termsOfContract(platform, environment);
  if (terms) stack.addOverride(`locals.${HANDOFF_LOCAL}`, termsLocal.write(terms));
}
