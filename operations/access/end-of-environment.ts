import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { StackId } from '../../model/naming';
import { revokeAll, type RevokeAudit } from './revoke';
import { onSite, type SitePlace } from './site';

export interface EndGrantsProps {
  readonly site: SitePlace;
  readonly environment: EnvironmentVariables;
  /** @default - nothing is written down */
  readonly audit: RevokeAudit | undefined;
}

const NO_AUDIT: RevokeAudit = { write: () => Promise.resolve() };

/**
 * Ends all grants of an environment that is about to go, as when it is destroyed or retired. Its accounts go with the
 * stack, and end every token by that; here it is written down, and nobody's kubeconfig stays kept.
 *
 * @param stack what is about to go; one that is not an environment has no grants
 * @returns how many were ended
 * @throws {Error} when the cluster does not answer
 */
export async function endGrantsOf(
  stack: StackId,
  { site, environment, audit = NO_AUDIT }: EndGrantsProps,
): Promise<number> {
  const name = ENVIRONMENT_NAMES.find((it) => it === stack);
  if (!name) return 0;
  return onSite(site, environment, async (found) => (await revokeAll(found, audit, name)).length);
}
