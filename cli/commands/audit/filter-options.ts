import { type Command, InvalidArgumentError } from 'commander';
import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import type { AuditFilter } from '../../../operations/audit/query';
import type { Chain } from '../../../operations/ledger/event';
import { FILE_OPTION, type FileOption } from './audit-log';

/** Options that say which events are meant. */
export interface FilterOptions extends FileOption {
  readonly environment?: readonly Chain[];
  readonly since?: string;
  readonly until?: string;
  readonly actor?: string;
  readonly kind?: string;
}

const CHAINS: readonly string[] = ['platform', ...ENVIRONMENT_NAMES];

/** What belongs to no environment is in the chain `platform`. */
export function addChainOption(command: Command): Command {
  return command.option(
    '--environment <name>',
    `one of ${CHAINS.join(', ')}; may be given again (default: all)`,
    oneMore,
  );
}

export function addFilterOptions(command: Command): Command {
  return addChainOption(command)
    .option(
      '--since <time>',
      'from that moment on: 2026-11-27, 2026-11-27T09:00Z, or an age such as 36h or 30d',
      moment,
    )
    .option('--until <time>', 'before that moment', moment)
    .option('--actor <name>', 'whom the credential proved')
    .option('--kind <kind>', 'kind of event, or the first part of several: apply, apply.failed')
    .option(...FILE_OPTION);
}

export const filterOf = ({ environment: chains, since, until, actor, kind }: FilterOptions): AuditFilter => ({
  ...(chains && { chains }),
  since,
  until,
  actor,
  kind,
});

function oneMore(text: string, former: readonly string[] = []): readonly string[] {
  if (CHAINS.includes(text)) return [...former, text];
  throw new InvalidArgumentError(`It has to be one of ${CHAINS.join(', ')}.`);
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A moment in ISO 8601, from one or from an age. */
function moment(text: string): string {
  const [, age, unit = ''] = /^(\d+)([hdw])$/.exec(text) ?? [];
  if (age !== undefined) return new Date(Date.now() - Number(age) * (UNITS[unit] ?? 0)).toISOString();
  if (/^\d{4}-\d\d-\d\d(T.*)?$/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  throw new InvalidArgumentError(
    'It has to be a date (2026-11-27), a time (2026-11-27T09:00Z) or an age (36h, 30d, 8w).',
  );
}
