import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Environment } from '../../../model/derive/environment';
import type { SecretItem } from '../../../model/derive/secrets-bundle';
import type { Platform } from '../../../model/platform';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { CommandContext } from '../../command-context';
import { auditPlaceOf, type FileOption } from '../audit/audit-log';

export type { FileOption };

/** Options of the commands that change something. */
export interface ChangeOptions extends FileOption {
  readonly reason?: string;
  readonly audit: boolean;
}

export const REASON_OPTION = ['--reason <text>', 'why, for the audit log'] as const;
export const NO_AUDIT_OPTION = [
  '--no-audit',
  'write nothing into the audit log, so that nothing knows when it was synced',
] as const;

/** The platform that a file describes. */
export async function platformOf({ file }: FileOption, { streams }: CommandContext): Promise<Platform> {
  const { platformFileName, readPlatform } = await import('../../../model/read-platform');
  return readPlatform({ file: file ?? platformFileName(streams.env), environment: streams.env }).platform;
}

/** Environments by name. @param names @default - all @throws {Error} when one is not of the platform */
export function environmentsOf({ environments, name: platform }: Platform, names: readonly string[]): Environment[] {
  if (names.length === 0) return [...environments];
  return names.map((wanted) => {
    const found = environments.find(({ name }) => name === wanted);
    if (found) return found;
    const known = environments.map(({ name }) => name).join(', ');
    throw new Error(`${platform} has no environment ${wanted}; it has ${known}`);
  });
}

/** @throws {Error} when the bundle of the environment has no such item */
export function itemOf({ name: environment, secretsBundle: { items } }: Environment, wanted: string): SecretItem {
  const found = items.find(({ name }) => name === wanted);
  if (found) return found;
  const known = items.map(({ name }) => name).join(', ');
  throw new Error(
    `the bundle of ${environment} has no secret ${wanted}; it has ${known}. ` +
      'Name one of them, or add it to secretsBundle.items in the platform file.',
  );
}

/** @param optional whether the command has a flag that does without the audit log, which an error then offers */
export async function openAudit(
  platform: Platform,
  { audit, reason: why }: ChangeOptions,
  environment: EnvironmentVariables,
  { optional = true }: { readonly optional?: boolean } = {},
): Promise<AuditRecorder | undefined> {
  if (!audit) return undefined;
  const { openRecorder } = await import('../../../operations/audit/record');
  const { linodeApi } = platform.sources;
  return openRecorder({ place: auditPlaceOf(platform), linodeApi, environment, why, optional });
}
