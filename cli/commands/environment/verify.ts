import type { Command } from 'commander';
import type { CheckResult } from '../../../model/lifecycle/verification';
import type { Verified } from '../../../operations/verify/verify';
import type { CommandContext } from '../../command-context';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import { table } from '../../conventions/table';
import { oneMore, platformOf } from '../access/platform';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { bookOf } from './book';
import { criticalWarnings } from './critical';
import { environmentOf } from './environment-of';

interface VerifyOptions extends FileOption {
  readonly evidence?: readonly string[];
  readonly resolver?: string;
  readonly reason?: string;
}

export function addEnvironmentVerify(environment: Command, context: CommandContext): void {
  environment
    .command('verify')
    .description('look at everything that an environment has to show before it is ready; exit code 2 when it does not')
    .argument('<environment>', 'the environment')
    .option(
      '--evidence <[name=]junit.xml>',
      "the report of a suite, by the name that the platform file has for it or by its file's; may be given again",
      oneMore,
    )
    .option(
      '--resolver <address>',
      'a name server to ask for the zone, such as 9.9.9.9 (default: the Linode API alone)',
    )
    .option('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((name: string, options: VerifyOptions) =>
      context.run('environment verify', async (progress) => {
        const { readEvidence } = await import('../../../operations/verify/evidence/evidence');
        const { onVerifySite } = await import('../../../operations/verify/open-site');
        const { recordVerification, verify } = await import('../../../operations/verify/verify');
        const { env: variables } = context.streams;
        const platform = await platformOf(options, context);
        const environment = environmentOf(platform, name);
        const evidence = readEvidence(options.evidence ?? []);
        progress.step('asking Linode who you are');
        const { audit, book } = await bookOf(platform, options.reason, context);
        const onStep = (text: string) => {
          progress.step(text);
        };
        const { resolver } = options;
        const verified = await onVerifySite({ platform, environment, variables, resolver }, (site) =>
          verify(site, { evidence, onStep }),
        );
        await recordVerification(audit, verified);
        const critical = await criticalWarnings(platform, environment.name, verified, book, context);
        return {
          exitCode: verified.passed ? exitCode.fine : exitCode.found,
          result: verified,
          warnings: [...critical, ...(await auditWarnings(audit, variables))],
          text: (colours) => report(verified, colours),
        };
      }),
    );
}

const COLOURS = { passed: 'green', failed: 'red', 'not-applicable': 'dim' } as const;
const WORDS: Readonly<Record<CheckResult, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'not-applicable': 'not applicable',
};

function report({ environment, checks, evidence, passed, configuration }: Verified, colours: Colours): string {
  const word = (result: CheckResult) => colours[COLOURS[result]](WORDS[result]);
  const rows = [
    ...checks.map(({ name, result, detail }) => [word(result), name, detail]),
    ...evidence.map((it) => [word(it.passed ? 'passed' : 'failed'), `evidence ${it.name}`, it.detail]),
  ];
  const verdict = passed ? colours.green('passed') : colours.red('failed');
  return [
    table([{ title: '' }, { title: 'check' }, { title: 'seen' }], rows),
    '',
    `${environment} ${verdict}, as ${configuration} was applied`,
  ].join('\n');
}
