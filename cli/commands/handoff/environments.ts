import type { Environment } from '../../../model/derive/environment';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import type { ContractTerms } from '../../../model/handoff/contract';
import type { Platform } from '../../../model/platform';
import type { PlannedTerms } from '../../../operations/handoff/compare-published';
import { environmentsOf, namesOf } from '../access/platform';

/** An environment that is handed off, with what the file says of it. */
export interface HandedOff {
  readonly environment: Environment;
  readonly terms: ContractTerms;
}

/**
 * The environments that are meant.
 *
 * @param names none means all that are handed off
 * @throws {AccessRefused} when there is no such environment
 * @throws {Error} when one that is named is not handed off
 */
export async function handedOffIn(platform: Platform, names: readonly string[]): Promise<HandedOff[]> {
  const { termsOfContract } = await import('../../../model/handoff/terms');
  const meant = await environmentsOf(platform, names.length > 0 ? names : undefined);
  const found = meant.map((environment) => ({ environment, terms: termsOfContract(platform, environment) }));
  const without = found.filter(({ terms }) => terms === undefined).map(({ environment }) => environment.name);
  if (names.length > 0 && without.length > 0) throw notHandedOff(without);
  return found.flatMap(({ environment, terms }) => (terms ? [{ environment, terms }] : []));
}

/** Whether a stack is that of an environment. */
export const isEnvironment = (stack: string): stack is EnvironmentName => ENVIRONMENT_NAMES.some((it) => it === stack);

/**
 * The environments that are meant, and their terms, where they are handed off.
 *
 * @param names none means all that there can be: one that is not in the file may have been handed off
 * @throws {AccessRefused} when there is no such environment
 */
export async function environmentsOrAll(platform: Platform, names: readonly string[]): Promise<PlannedTerms[]> {
  const { termsOfContract } = await import('../../../model/handoff/terms');
  const meant = names.length > 0 ? namesOf(await environmentsOf(platform, names)) : ENVIRONMENT_NAMES;
  return meant.map((environment) => ({ environment, terms: termsOfContract(platform, { name: environment }) }));
}

/** Of environments that somebody named. */
export const notHandedOff = (without: readonly string[]) =>
  new Error(
    `${without.join(', ')} is not handed off, or is retired. To hand it off, write environments.${String(without[0])}.handoff: ` +
      '{ingressBaseDomain: …} into the platform file, and apply it.',
  );
