import type { Command } from 'commander';
import type { Environment } from '../../../model/derive/environment';
import { setCommands } from '../../../operations/secrets/set-commands';
import type { SyncedEnvironment } from '../../../operations/secrets/sync';
import { exitCode } from '../../conventions/exit-codes';
import type { ReportedProblem } from '../../conventions/problems';
import { table } from '../../conventions/table';
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

interface SyncOptions extends ChangeOptions {
  readonly item?: readonly string[];
  readonly folder: string;
  readonly offline?: boolean;
}

export const FOLDER_OPTION = ['--folder <folder>', 'where the SealedSecrets stand', 'infra/secrets'] as const;

export function addSecretsSync(secrets: Command, context: CommandContext): void {
  secrets
    .command('sync')
    .description(
      'read the sources, seal for the cluster, write the manifests, and bring them into the cluster; exit code 2 if a secret is not set',
    )
    .argument('[environment...]', 'the environments (default: all)')
    .option('--item <name...>', 'only these secrets, of one environment')
    .option('--offline', 'only write manifests, sealed with the certificate of the last sync')
    .option(...FOLDER_OPTION)
    .option(...REASON_OPTION)
    .option(...NO_AUDIT_OPTION)
    .option(...FILE_OPTION)
    .action((names: string[], options: SyncOptions) =>
      context.run('secrets sync', async (progress) => {
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        const environments = environmentsOf(platform, names);
        const [first] = environments;
        if (options.item && (environments.length !== 1 || !first)) {
          throw new Error('--item is about one environment: npx lke-platform secrets sync <environment> --item <name>');
        }
        const items = first && options.item?.map((name) => itemOf(first, name));
        const { syncSecrets } = await import('../../../operations/secrets/sync');
        const { withSite } = await import('../../../operations/secrets/open-site');
        progress.step('asking Linode who you are');
        const audit = await openAudit(platform, options, env);
        const onStep = (text: string) => {
          progress.step(text);
        };
        const { folder, offline = false } = options;
        const synced = await withSite({ platform, environment: env, audit, folder, offline, onStep }, async (site) => {
          const done: SyncedEnvironment[] = [];
          for (const environment of environments) done.push(await syncSecrets(environment, site, items));
          return done;
        });
        const unset = unsetWarnings(synced, environments);
        return {
          exitCode: unset.length > 0 ? exitCode.found : exitCode.fine,
          result: { environments: synced.map(resultOf) },
          warnings: [...unset, ...(await auditWarnings(audit, env))],
          text: () => syncText(synced, folder),
        };
      }),
    );
}

const resultOf = ({ syncedAt, items, environment }: SyncedEnvironment) => ({
  environment,
  syncedAt: syncedAt ?? null,
  items: items.map((item) => ({ ...item, version: item.version ?? null })),
});

function unsetWarnings(synced: readonly SyncedEnvironment[], environments: readonly Environment[]): ReportedProblem[] {
  const itemsOf = (name: string) => environments.find((it) => it.name === name)?.secretsBundle.items ?? [];
  return synced.flatMap(({ environment, items }) => {
    const isUnset = (name: string) => items.some((it) => it.name === name && it.outcome === 'not-set');
    return itemsOf(environment)
      .filter(({ name }) => isUnset(name))
      .map((item) => ({
        severity: 'warning' as const,
        what: `the secret ${item.name} of ${environment} is not set in its source`,
        fix: `${setCommands(environment, item).join(', and ')}, with its value on stdin`,
      }));
  });
}

const COLUMNS = ['environment', 'secret', 'version', 'outcome'].map((title) => ({ title }));
const OUTCOMES = { synced: 'in the cluster', sealed: 'sealed, not in the cluster', 'not-set': 'not set' } as const;

function syncText(synced: readonly SyncedEnvironment[], folder: string): string {
  const rows = synced.flatMap(({ environment, items }) =>
    items.map(({ name, version, outcome, made }) => [
      environment,
      name,
      version === undefined ? '' : String(version),
      `${OUTCOMES[outcome]}${made ? ', made now' : ''}`,
    ]),
  );
  return `${table(COLUMNS, rows)}\n\nNext: commit ${folder} and push`;
}
