import type { Command } from 'commander';
import type { AccessRequest } from '../../../operations/access/requests';
import type { Granted } from '../../../operations/access/grant';
import type { Asked, Terms } from '../../../operations/access/terms';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { Platform } from '../../../model/platform';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import type { Progress } from '../../conventions/progress';
import type { Reply } from '../../conventions/run-command';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { namesOf, oneMore, platformOf, recorderOf } from './platform';

interface GrantOptions extends FileOption, Partial<Asked> {
  readonly recipient?: readonly string[];
  readonly out?: string;
  readonly request?: string;
}

/** What an approved request says; the command cannot say it anew. */
const OF_A_REQUEST = ['environment', 'role', 'holder', 'reason', 'duration', 'ticket'] as const;

export function addAccessGrant(access: Command, context: CommandContext): void {
  access
    .command('grant')
    .description('give somebody a credential of a role that ends; its kubeconfig is kept encrypted')
    .option('--environment <name>', 'the environment')
    .option('--role <role>', 'a role that the environment has an access policy for')
    .option('--holder <who>', 'who will hold it, such as an e-mail address')
    .option('--reason <text>', 'why, for the audit log')
    .option('--duration <duration>', 'how long, such as PT2H (default: the longest that the policy allows)')
    .option('--ticket <ticket>', 'the incident it is for; break-glass needs one')
    .option(
      '--recipient <age1…>',
      'who can decrypt the kubeconfig: the public key of the holder; may be given again (default: LKE_PLATFORM_SNAPSHOT_RECIPIENT)',
      oneMore,
    )
    .option('--out <new file>', 'write the kubeconfig to a file, too, that only you can read')
    .option('--request <id>', 'carry out what somebody else has approved')
    .option(...FILE_OPTION)
    .action((options: GrantOptions) =>
      context.run('access grant', async (progress) => {
        const asked = askedOf(options);
        const platform = await platformOf(options, context);
        progress.step('looking at policy and audit log');
        return asked
          ? askOrGrant(platform, asked, options, context, progress)
          : carryOutRequest(platform, options, context, progress);
      }),
    );
}

/** @returns undefined for what a request says. @throws {Error} when something is missing, or too much */
function askedOf(options: GrantOptions): Asked | undefined {
  const { request, environment, role, holder, reason, duration, ticket } = options;
  if (request !== undefined) {
    const given = OF_A_REQUEST.filter((name) => options[name] !== undefined).map((name) => `--${name}`);
    if (given.length > 0)
      throw new Error(`an approved request says all that ${given.join(', ')} would. Leave that out.`);
    return undefined;
  }
  if (environment !== undefined && role !== undefined && holder !== undefined && reason !== undefined) {
    return { environment, role, holder, reason, duration, ticket };
  }
  const names = ['environment', 'role', 'holder', 'reason'] as const;
  const missing = names.filter((name) => options[name] === undefined).map((name) => `--${name}`);
  throw new Error(`a grant says for whom it is, of what, and why: ${missing.join(', ')} is missing.`);
}

async function askOrGrant(
  platform: Platform,
  asked: Asked,
  options: GrantOptions,
  context: CommandContext,
  progress: Progress,
): Promise<Reply> {
  const { termsFor } = await import('../../../operations/access/terms');
  const terms = termsFor(platform, asked, new Date());
  progress.step('asking Linode who you are');
  const audit = await recorderOf(platform, terms.reason, context);
  if (terms.policy.approval === 'none') {
    return grantNow(platform, asked, { audit, options, context, progress, request: undefined });
  }
  const { requestApproval } = await import('../../../operations/access/approval');
  const { auditLogOf } = await import('../audit/audit-log');
  const { ledger } = await auditLogOf(options, context);
  const { ownEmail } = await import('../../../operations/access/same-account');
  const request = await requestApproval(audit, ledger, terms, asked, new Date(), await ownEmail());
  return waitingReply(request, await auditWarnings(audit, context.streams.env));
}

const waitingReply = (request: string, warnings: Reply['warnings']): Reply => ({
  exitCode: exitCode.found,
  result: { status: 'waits-for-approval', request },
  ...(warnings && { warnings }),
  text: ({ bold, yellow }) =>
    [
      `${yellow('not granted yet')}: somebody else has to agree, within 24 hours`,
      `  they run: ${bold(`npx lke-platform access approve ${request}`)}`,
      `  then you: ${bold(`npx lke-platform access grant --request ${request}`)}`,
    ].join('\n'),
});

async function carryOutRequest(
  platform: Platform,
  options: GrantOptions,
  context: CommandContext,
  progress: Progress,
): Promise<Reply> {
  const { findRequest } = await import('../../../operations/access/requests');
  const { refuseUnapproved } = await import('../../../operations/access/refuse-unapproved');
  const { auditLogOf } = await import('../audit/audit-log');
  const { ledger } = await auditLogOf(options, context);
  const request = await findRequest(ledger, namesOf(platform.environments), String(options.request), new Date());
  progress.step('asking Linode who you are');
  const audit = await recorderOf(platform, request.asked.reason, context);
  refuseUnapproved(request, audit.actor.name);
  return grantNow(platform, request.asked, { audit, options, context, progress, request });
}

interface GrantNow {
  readonly audit: AuditRecorder;
  readonly options: GrantOptions;
  readonly context: CommandContext;
  readonly progress: Progress;
  readonly request: AccessRequest | undefined;
}

async function grantNow(
  platform: Platform,
  asked: Asked,
  { audit, options, context: { streams }, progress, request }: GrantNow,
): Promise<Reply> {
  const { termsFor } = await import('../../../operations/access/terms');
  const { encryptionFor } = await import('../../../operations/access/encrypt');
  const { grant } = await import('../../../operations/access/grant');
  const { refuseExisting } = await import('../../../operations/access/private-copy');
  const { onSite, sitePlaceOf } = await import('../../../operations/access/site');
  const { Interrupts } = await import('../../../operations/engine/interrupts');
  const { recipient = [], out } = options;
  if (out !== undefined) refuseExisting(out);
  const terms = termsFor(platform, asked, new Date());
  const encrypt = await encryptionFor(recipient, streams.env);
  const interrupts = new Interrupts();
  const check = () => {
    if (interrupts.signal.aborted) throw new Error('interrupted');
  };
  const onStep = (text: string) => {
    progress.step(text);
  };
  try {
    const granted = await onSite(sitePlaceOf(platform), streams.env, (site) =>
      grant(site, { terms, audit, encrypt, request, out, onStep, check }),
    );
    return grantedReply(granted, { terms, out, warnings: await auditWarnings(audit, streams.env) });
  } finally {
    interrupts.dispose();
  }
}

function grantedReply(
  granted: Granted,
  {
    terms: { holder, ticket, environment, policy },
    out,
    warnings,
  }: {
    terms: Terms;
    out: string | undefined;
    warnings: NonNullable<Reply['warnings']>;
  },
): Reply {
  const { grant, end, kubeconfig, approvedBy = null, settled } = granted;
  const what = { environment: environment.name, role: policy.role, holder, ticket: ticket ?? null };
  return {
    exitCode: exitCode.fine,
    result: { status: 'granted', grant, ...what, end, kubeconfig, approvedBy, file: out ?? null, settled },
    warnings,
    text: ({ bold, green }) =>
      [
        `${green('granted')}: ${holder} has ${policy.role} in ${environment.name} until ${end}`,
        `  grant:      ${bold(grant)}`,
        `  kubeconfig: ${kubeconfig}, encrypted`,
        ...(out === undefined ? [] : [`              ${out}, only for you`]),
        ...(settled.length > 0 ? [`  ended:      ${settled.join(', ')}, which an interrupted run had begun`] : []),
        `  to open it: npx lke-platform access open ${grant} --identity <file> --out <new file>`,
        `  to end it:  npx lke-platform access revoke ${grant} --reason <text>`,
      ].join('\n'),
  };
}
