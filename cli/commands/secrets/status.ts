import type { Command } from 'commander';
import type { Freshness } from '../../../model/secret-freshness';
import type { SecretItem } from '../../../model/derive/secrets-bundle';
import { firstValueText, rotateCommand } from '../../../operations/secrets/set-commands';
import type { SecretStatus } from '../../../operations/secrets/status';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import { table } from '../../conventions/table';
import type { CommandContext } from '../../command-context';
import { auditPlaceOf, FILE_OPTION, type FileOption } from '../audit/audit-log';
import { environmentsOf, platformOf } from './platform-of';
import { PLATFORM } from './rotate-own-key';
import { isAlright, platformResult, platformRows, platformWarnings } from './status-of-platform';

export function addSecretsStatus(secrets: Command, context: CommandContext): void {
  secrets
    .command('status')
    .description(
      "the age of the secrets and of the platform's own keys against their rotation frequency, and the backups of the sealing keys; exit code 2 when one is stale, not synced or not backed up",
    )
    .argument('[environment...]', `the environments; ${PLATFORM} for what belongs to none (default: all)`)
    .option(...FILE_OPTION)
    .action((names: string[], options: FileOption) =>
      context.run('secrets status', async (progress) => {
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        const isAll = names.length === 0;
        const named = names.filter((name) => name !== PLATFORM);
        const environments = isAll || named.length > 0 ? environmentsOf(platform, named) : [];
        progress.step('asking the sources and the ledger');
        const { secretsStatus } = await import('../../../operations/secrets/status');
        const { openSources } = await import('../../../operations/secrets/sources/sources');
        const { openAuditLog } = await import('../../../operations/audit/place');
        const log = openAuditLog(auditPlaceOf(platform), env);
        const statuses = await secretsStatus(environments, openSources(platform, env), log, new Date());
        const { platformStatus } = await import('../../../operations/secrets/platform-status');
        const isAsked = isAll || names.includes(PLATFORM);
        if (isAsked) progress.step('asking Linode and the cluster');
        const own = isAsked ? await platformStatus(platform, env, new Date()) : undefined;
        const isFresh =
          statuses.every(({ freshness }) => freshness === 'fresh') &&
          (!own || isAlright(own, names.includes(PLATFORM)));
        return {
          exitCode: isFresh ? exitCode.fine : exitCode.found,
          result: { secrets: statuses.map(resultOf), ...(own && platformResult(own)) },
          warnings: own ? platformWarnings(own) : [],
          text: (colours) => statusText(statuses, own ? platformRows(own, platform, colours) : [], colours),
        };
      }),
    );
}

const resultOf = ({ environment, item, freshness, ...seen }: SecretStatus) => ({
  environment,
  name: item.name,
  purpose: item.purpose,
  freshness,
  ageDays: seen.ageDays ?? null,
  rotationFrequencyDays: item.rotationFrequencyDays,
  dueAt: seen.dueAt ?? null,
  version: seen.version ?? null,
  syncedAt: seen.syncedAt ?? null,
  syncedVersion: seen.syncedVersion ?? null,
});

const COLUMNS = ['environment', 'secret', 'age', 'due', 'synced', 'state'].map((title) => ({ title }));

function statusText(statuses: readonly SecretStatus[], ofPlatform: string[][], colours: Colours): string {
  const rows = statuses.map(({ environment, item, freshness, ageDays, dueAt, syncedAt }) => [
    environment,
    item.name,
    ageDays === undefined ? '' : `${ageDays} of ${item.rotationFrequencyDays} days`,
    dueAt?.slice(0, 10) ?? '',
    syncedAt?.slice(0, 16).replace('T', ' ') ?? 'never',
    freshness === 'fresh' ? colours.green('fresh') : colours.yellow(wordsFor(environment, item, freshness)),
  ]);
  return table(COLUMNS, [...rows, ...ofPlatform]);
}

/** What it is, and what to do about it. */
function wordsFor(environment: string, item: SecretItem, freshness: Exclude<Freshness, 'fresh'>): string {
  const sync = `npx lke-platform secrets sync ${environment}`;
  return {
    'not-set': firstValueText(environment, item),
    'never-synced': `never synced: ${sync}`,
    behind: `the source is newer than the cluster: ${sync}`,
    // What an earlier run has written needs no field any more.
    rotating: `a rotation is not finished: npx lke-platform secrets rotate ${environment} ${item.name}`,
    stale: `stale: ${rotateCommand(environment, item)}`,
  }[freshness];
}
