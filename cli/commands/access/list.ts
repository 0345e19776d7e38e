import type { Command } from 'commander';
import type { GrantStatus, ListedGrant } from '../../../operations/access/list';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import type { ReportedProblem } from '../../conventions/problems';
import { table } from '../../conventions/table';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { ENVIRONMENT_OPTION, environmentsOf, namesOf, oneMore, platformOf } from './platform';

interface ListOptions extends FileOption {
  readonly environment?: readonly string[];
}

export function addAccessList(access: Command, context: CommandContext): void {
  access
    .command('list')
    .description('list who holds what, and until when; exit code 2 if something is not as the ledger tells')
    .option(...ENVIRONMENT_OPTION, oneMore)
    .option(...FILE_OPTION)
    .action((options: ListOptions) =>
      context.run('access list', async (progress) => {
        const { listGrants, needsLook } = await import('../../../operations/access/list');
        const { clockOf } = await import('../../../operations/access/clock');
        const { onSite, sitePlaceOf } = await import('../../../operations/access/site');
        const platform = await platformOf(options, context);
        const environments = namesOf(await environmentsOf(platform, options.environment));
        progress.step('comparing cluster and ledger');
        const grants = await onSite(sitePlaceOf(platform), context.streams.env, async (site) =>
          listGrants(site, environments, await clockOf(site.client)),
        );
        return {
          exitCode: grants.some(needsLook) ? exitCode.found : exitCode.fine,
          result: { grants },
          warnings: grants.flatMap(warningOf),
          text: (colours) => listText(grants, colours),
        };
      }),
    );
}

const STATES: Readonly<Partial<Record<GrantStatus, string>>> = {
  unfinished: 'was begun and not brought to its end: the process was killed, or is still at it',
  unrecorded: 'is in the cluster, and not in the ledger: somebody made it by hand',
  removed: 'was ended by hand, and the ledger does not know of it',
};

function warningOf({ grant, holder, status }: ListedGrant): ReportedProblem[] {
  const what = STATES[status];
  if (what === undefined) return [];
  const fix = `npx lke-platform access revoke ${grant} --reason 'not as the ledger tells'`;
  return [{ severity: 'warning', what: `${grant} (${holder}) ${what}`, fix }];
}

const COLUMNS = ['grant', 'holder', 'state', 'until', 'granted by', 'approved by', 'ticket', 'reason'].map((title) => ({
  title,
}));

function listText(grants: readonly ListedGrant[], colours: Colours): string {
  if (grants.length === 0) return 'nobody holds a grant';
  const rows = grants.map(({ grant, holder, status, end, grantedBy, approvedBy, ticket, reason }) => [
    ...[grant, holder, coloured(status, colours), end.slice(0, 16) + 'Z', grantedBy],
    ...[approvedBy ?? '-', ticket ?? '-', reason],
  ]);
  const note = grants.some(({ status }) => status === 'revoked')
    ? '\nRevoked: requests are refused. A command or a watch that was open then goes on until it closes.'
    : '';
  return `${table(COLUMNS, rows)}${note}`;
}

function coloured(status: GrantStatus, { dim, green, yellow }: Colours): string {
  if (status === 'active') return green(status);
  return status in STATES ? yellow(status) : dim(status);
}
