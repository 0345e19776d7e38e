import { type Command, InvalidArgumentError } from 'commander';
import { ROLES } from '../../../model/entities/access-policy';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import type { Platform } from '../../../model/platform';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { Revoked } from '../../../operations/access/revoked';
import { countOf } from '../../conventions/count-of';
import { exitCode } from '../../conventions/exit-codes';
import type { ReportedProblem } from '../../conventions/problems';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { platformOf, recorderOf } from './platform';

/** Also one that the platform file does not have any more. */
function environmentName(text: string): EnvironmentName {
  const name = ENVIRONMENT_NAMES.find((it) => it === text);
  if (name) return name;
  throw new InvalidArgumentError(`It has to be one of ${ENVIRONMENT_NAMES.join(', ')}.`);
}

/** A slip would end nothing, and look as if there was nothing to end. */
function roleName(text: string): string {
  if (ROLES.some((it) => it === text)) return text;
  throw new InvalidArgumentError(`It has to be one of ${ROLES.join(', ')}.`);
}

interface RevokeOptions extends FileOption {
  readonly reason: string;
  readonly environment?: EnvironmentName;
  readonly role?: string;
  readonly holder?: string;
}

export function addAccessRevoke(access: Command, context: CommandContext): void {
  access
    .command('revoke')
    .description('end grants before their time')
    .argument('[grant...]', 'names, as access list prints them')
    .option('--environment <name>', 'all grants of an environment, instead of names', environmentName)
    .option('--role <role>', 'with --environment: of that role only', roleName)
    .option('--holder <who>', 'with --environment: of that holder only')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((grants: string[], options: RevokeOptions) =>
      context.run('access revoke', async (progress) => {
        refuseUsage(grants, options);
        const { refuseReason } = await import('../../../operations/access/texts');
        refuseReason(options.reason);
        const { REVOKED_WITHIN_SECONDS } = await import('../../../operations/access/revoke');
        const platform = await platformOf(options, context);
        progress.step('asking Linode who you are');
        const audit = await recorderOf(platform, options.reason, context);
        progress.step('ending grants');
        const revoked = await revokeThese(grants, options, { platform, audit, context });
        return {
          exitCode: exitCode.fine,
          result: { revoked, refusedWithinSeconds: REVOKED_WITHIN_SECONDS },
          warnings: [...revoked.flatMap(leftWarning), ...(await auditWarnings(audit, context.streams.env))],
          text: ({ green, dim }) => {
            if (revoked.length === 0) return 'there was nothing to end';
            const lines = revoked.map(({ grant, holder, wasThere }) =>
              wasThere
                ? `${green('ended')}: ${grant} (${holder})`
                : `${dim('had ended already')}: ${grant} (${holder})`,
            );
            return [
              ...lines,
              `${countOf(revoked.length, 'grant')}: every request is refused within ${REVOKED_WITHIN_SECONDS} seconds.`,
              'A command or a watch that is open now goes on until it closes.',
            ].join('\n');
          },
        };
      }),
    );
}

function refuseUsage(grants: readonly string[], { environment, role, holder }: RevokeOptions): void {
  if (grants.length > 0 && environment !== undefined) {
    throw new Error('name either grants or --environment, not both.');
  }
  if (grants.length > 0 || environment !== undefined) {
    if (environment !== undefined || (role === undefined && holder === undefined)) return;
    throw new Error('--role and --holder go with --environment.');
  }
  throw new Error('name the grants to end (access list prints them), or --environment for all of an environment.');
}

interface Surroundings {
  readonly platform: Platform;
  readonly audit: AuditRecorder;
  readonly context: CommandContext;
}

async function revokeThese(
  grants: readonly string[],
  { environment, role, holder }: RevokeOptions,
  { platform, audit, context }: Surroundings,
): Promise<Revoked[]> {
  const { revokeAll, revokeEach } = await import('../../../operations/access/revoke');
  const { parseGrantName } = await import('../../../operations/access/grant-name');
  const { onSite, sitePlaceOf } = await import('../../../operations/access/site');
  return onSite(sitePlaceOf(platform), context.streams.env, async (site) => {
    if (environment === undefined) return revokeEach(site, audit, grants);
    return revokeAll(site, audit, environment, (it) => {
      const isRole = role === undefined || parseGrantName(it.name)?.role === role;
      return isRole && (holder === undefined || it.holder === holder);
    });
  });
}

function leftWarning({ left }: Revoked): ReportedProblem[] {
  if (left === undefined) return [];
  return [{ severity: 'warning', what: `the kubeconfig, which opens nothing any more, is still kept: ${left}` }];
}
