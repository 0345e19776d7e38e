import type { Command } from 'commander';
import type { PolicyReview } from '../../../operations/access/review';
import type { Colours } from '../../conventions/colours';
import { countOf } from '../../conventions/count-of';
import { exitCode } from '../../conventions/exit-codes';
import { table } from '../../conventions/table';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { ENVIRONMENT_OPTION, environmentsOf, oneMore, platformOf, recorderOf } from './platform';

interface ReviewOptions extends FileOption {
  readonly environment?: readonly string[];
  readonly role?: string;
  readonly record?: boolean;
  readonly reason?: string;
}

export function addAccessReview(access: Command, context: CommandContext): void {
  access
    .command('review')
    .description('list the access policies with their quarterly reviews; exit code 2 if one is overdue')
    .option(...ENVIRONMENT_OPTION, oneMore)
    .option('--role <role>', 'of that role only')
    .option('--record', 'write down that they are reviewed now, with what they grant')
    .option('--reason <text>', 'with --record: what came of it, for the audit log')
    .option(...FILE_OPTION)
    .action((options: ReviewOptions) =>
      context.run('access review', async (progress) => {
        refuseUsage(options);
        const { listReviews, recordReviews } = await import('../../../operations/access/review');
        const { onSite, sitePlaceOf } = await import('../../../operations/access/site');
        const { streams } = context;
        const platform = await platformOf(options, context);
        const environments = await environmentsOf(platform, options.environment);
        const reason = options.record ? options.reason : undefined;
        progress.step('asking Linode who you are');
        const audit = reason === undefined ? undefined : await recorderOf(platform, reason, context);
        progress.step('reading reviews and grants');
        const reviews = await onSite(sitePlaceOf(platform), streams.env, async (site) => {
          const look = async () => {
            const all = await listReviews(site, environments, new Date());
            return all.filter(({ role }) => options.role === undefined || role === options.role);
          };
          const before = await look();
          if (!audit || reason === undefined) return before;
          await recordReviews({ ledger: site.log.ledger, audit, why: reason }, environments, before);
          return look();
        });
        return {
          exitCode: reviews.some(({ overdue }) => overdue) ? exitCode.found : exitCode.fine,
          result: { recorded: audit !== undefined, policies: reviews },
          warnings: await auditWarnings(audit, streams.env),
          text: (colours) => reviewText(reviews, audit !== undefined, colours),
        };
      }),
    );
}

function refuseUsage({ record = false, reason }: ReviewOptions): void {
  if (record && (reason === undefined || reason.trim() === '')) {
    throw new Error('a review says what came of it: --reason <text>.');
  }
  if (!record && reason !== undefined) throw new Error('--reason goes with --record.');
}

const COLUMNS = ['policy', 'reviewed', 'by', 'next review', 'expires', 'grants'].map((title) => ({ title }));

function reviewText(reviews: readonly PolicyReview[], isRecorded: boolean, { green, red, yellow }: Colours): string {
  if (reviews.length === 0) return 'there are no access policies';
  const day = (time: string | null) => time?.slice(0, 10) ?? 'never';
  const rows = reviews.map(({ environment, role, reviewed, by, due, overdue, expiry, expired, grants }) => [
    `${environment}/${role}`,
    day(reviewed),
    by ?? (reviewed === null ? '-' : 'the file'),
    overdue ? red('overdue') : day(due),
    expired ? yellow(`${day(expiry)}, expired`) : day(expiry),
    String(grants.filter(({ status }) => status === 'active').length),
  ]);
  const overdue = reviews.filter((it) => it.overdue).length;
  const summary = isRecorded
    ? `${green('recorded')}: ${countOf(reviews.length, 'review')}. For validate, write the day into the platform file: reviewedOn: ${new Date().toISOString().slice(0, 10)}`
    : overdue > 0
      ? `${countOf(overdue, 'review')} overdue. Look at each policy and its grants, then: npx lke-platform access review --record --reason <text>`
      : 'no review is overdue';
  return `${table(COLUMNS, rows)}\n${summary}`;
}
