import type { EnvironmentVariables } from '../../model/environment-variables';
import { accessTo } from '../deploy/bucket-access';
import type { OutputFolder } from '../deploy/output-folder';
import { RollbackPlans } from './plans';

/** The rollback plans of a platform. @throws {Error} when no key of the buckets is set */
export const openRollbackPlans = (
  { endpoint, buckets }: Pick<OutputFolder, 'endpoint' | 'buckets'>,
  environment: EnvironmentVariables,
): RollbackPlans => new RollbackPlans(accessTo(endpoint, environment), buckets.artifacts);
