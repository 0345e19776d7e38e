import type { Deployment } from '../../operations/deploy/deployment';
import type { WarningProps } from './apply-options';

/** How to destroy: as an apply is done, with what is left of it kept, and the way back. */
export async function destructionProps(deployment: Deployment, base: WarningProps, reason: string | undefined) {
  const { ConfigurationKeeper } = await import('../../operations/deploy/keep-configuration');
  const { RollbackKeeper } = await import('../../operations/rollback/keeper');
  return {
    ...base,
    // Whatever is not committed goes with the rest.
    configurations: new ConfigurationKeeper(deployment, true),
    rollback: new RollbackKeeper({ deployment, audit: base.audit, reason }),
  };
}
