import type { EnvironmentName } from '../../../model/entities/environment';
import type { Environment } from '../../../model/derive/environment';
import type { Platform } from '../../../model/platform';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { CommandContext } from '../../command-context';
import { auditPlaceOf, type FileOption } from '../audit/audit-log';

/** The platform that a file describes. */
export async function platformOf({ file }: FileOption, { streams: { env } }: CommandContext): Promise<Platform> {
  const { platformFileName, readPlatform } = await import('../../../model/read-platform');
  return readPlatform({ file: file ?? platformFileName(env), environment: env }).platform;
}

/**
 * Where what is done is written down. Access is never without a record.
 *
 * @throws {Error} when nothing proves who acts
 */
export async function recorderOf(
  platform: Platform,
  why: string | undefined,
  context: CommandContext,
): Promise<AuditRecorder> {
  const { openRecorder } = await import('../../../operations/audit/record');
  const { linodeApi } = platform.sources;
  return openRecorder({
    ...{ place: auditPlaceOf(platform), linodeApi, why },
    environment: context.streams.env,
    optional: false,
  });
}

/** The environments that are meant. @throws {AccessRefused} when the platform has no such environment */
export async function environmentsOf(
  { environments }: Platform,
  names: readonly string[] | undefined,
): Promise<readonly Environment[]> {
  if (!names) return environments;
  const { AccessRefused } = await import('../../../operations/access/refused');
  const known = environments.map(({ name }): string => name);
  const wrong = names.filter((name) => !known.includes(name));
  if (wrong.length > 0) {
    const what = 'the platform has no such environment';
    const allowed = known.join(', ');
    throw new AccessRefused(wrong.map((given) => ({ what, where: '--environment', given, allowed })));
  }
  return environments.filter(({ name }) => names.includes(name));
}

export const namesOf = (environments: readonly Environment[]): EnvironmentName[] =>
  environments.map(({ name }) => name);

/** An option that may be given several times. */
export const oneMore = (text: string, former: readonly string[] = []): readonly string[] => [...former, text];

export const ENVIRONMENT_OPTION = [
  '--environment <name>',
  'the environment; may be given again (default: all)',
] as const;
