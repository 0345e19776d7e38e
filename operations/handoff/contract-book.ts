import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import { openAuditLog } from '../audit/place';
import { Contracts } from './contracts';
import type { Ledger } from '../ledger/ledger';

/** The contracts of a platform that a file describes. @throws {Error} when no key of the buckets is set */
export function contractBookOf(
  { name, state }: Platform,
  environment: EnvironmentVariables,
): { readonly ledger: Ledger; readonly contracts: Contracts } {
  const { ledger, s3, artifacts } = openAuditLog({ platform: name, ...state }, environment);
  return { ledger, contracts: new Contracts(s3, artifacts) };
}
