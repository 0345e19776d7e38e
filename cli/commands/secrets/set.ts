import type { Command } from 'commander';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import {
  type ChangeOptions,
  environmentsOf,
  itemOf,
  NO_AUDIT_OPTION,
  openAudit,
  platformOf,
  REASON_OPTION,
} from './platform-of';
import { FROM_FILE_OPTION, lineEndWarnings, readValue, TRIM_OPTION, type ValueOptions } from './read-value';

interface SetOptions extends ChangeOptions, ValueOptions {
  readonly field?: string;
}

export function addSecretsSet(secrets: Command, context: CommandContext): void {
  secrets
    .command('set')
    .description(
      'write a value from stdin or a file into the source of a secret; the next sync brings it to the cluster',
    )
    .argument('<environment>', 'the environment')
    .argument('<secret>', 'name of the item in its bundle')
    .option('--field <name>', 'the field of the Secret (default: the one it has, or that is usual for its purpose)')
    .option(...FROM_FILE_OPTION)
    .option(...TRIM_OPTION)
    .option(...REASON_OPTION)
    .option(...NO_AUDIT_OPTION)
    .option(...FILE_OPTION)
    .action((name: string, secret: string, options: SetOptions) =>
      context.run('secrets set', async (progress) => {
        const { streams } = context;
        const platform = await platformOf(options, context);
        const [environment] = environmentsOf(platform, [name]);
        if (!environment) throw new Error(`${platform.name} has no environment ${name}`);
        const item = itemOf(environment, secret);
        const { fieldOf, setSecret } = await import('../../../operations/secrets/set');
        const { openSources } = await import('../../../operations/secrets/sources/sources');
        fieldOf({ environment, item, field: options.field }); // a wrong name is told before the value is read
        const value = await readValue(options, streams);
        progress.step('writing it');
        const audit = await openAudit(platform, options, streams.env);
        const sources = openSources(platform, streams.env);
        const { field, version, changed } = await setSecret({
          environment,
          item,
          field: options.field,
          value,
          sources,
          audit,
        });
        const next = `npx lke-platform secrets sync ${environment.name}`;
        return {
          exitCode: exitCode.fine,
          result: { environment: environment.name, secret, field, version, changed },
          warnings: [...lineEndWarnings(value), ...(await auditWarnings(audit, streams.env))],
          text: ({ bold, green }) =>
            changed
              ? `${green('set')}: ${field} of ${secret} (${environment.name}), version ${version}\nNext: ${bold(next)}`
              : `unchanged: the source has that value already, as version ${version}`,
        };
      }),
    );
}
