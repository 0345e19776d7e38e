import type { EnvironmentName } from '../../model/entities/environment';
import { type Changed, type StatusBook, transition } from './change-status';
import { LifecycleRefused } from './refused';

/**
 * Writes down that the first provisioning of an environment failed critically: it cannot go on by itself.
 *
 * @param because what shows that
 * @returns the change; undefined where the environment is not being provisioned
 */
export async function criticalFailure(
  book: StatusBook,
  environment: EnvironmentName,
  because: string,
): Promise<Changed | undefined> {
  try {
    return await transition(book, environment, 'critical-failure', { because });
  } catch (error) {
    if (error instanceof LifecycleRefused) return undefined;
    throw error;
  }
}

/**
 * What there is to do: resume, or take down what was made.
 *
 * @param rollback id of the plan of the way back; undefined where none was made
 */
export const recoveringWarning = (environment: EnvironmentName, because: string, rollback: string | undefined) => ({
  what: `${environment} is recovering: its provisioning failed critically: ${because}`,
  fix:
    `remove the cause and resume: npx lke-platform apply ${environment}` +
    (rollback === undefined ? '' : `; or take back what was made: npx lke-platform rollback run ${rollback}`),
});
