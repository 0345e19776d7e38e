import { existsSync, readFileSync } from 'node:fs';
import type { Chain, LedgerEvent } from '../../ledger/event';
import { replaceFile } from '../../machine/replace-file';
import type { DeliveryTarget } from './target';

/** The runbook whose journal tells what was done to the platform. */
export const RUNBOOK = 'docs/runbooks/infrastructure-rollback.md';

const HEADING = '| time | event | who | what | why |\n| --- | --- | --- | --- | --- |';
const BEGIN = '<!-- audit journal: written by lke-platform -->';
const END = '<!-- end of the audit journal -->';
const ROW = /^\| [^|]* \| ([a-z]+)\/(\d+) /;

/**
 * The journal in a runbook: a table between two comments. The rows themselves are the cursor, so that clones that were
 * merged, or reset, are brought up to date from what is in them.
 *
 * @param file path of the runbook
 */
export function journalTarget(file: string): DeliveryTarget {
  return {
    name: `the journal of ${file}`,
    cursor: (chain) => Promise.resolve().then(() => lastOf(chain, rowsOf(read(file), file))),
    deliver: (_chain, events) =>
      Promise.resolve().then(() => {
        addRows(file, events);
      }),
  };
}

/** Whether there is a runbook with a journal. */
export const hasJournal = (file: string) => existsSync(file) && readFileSync(file, 'utf8').includes(BEGIN);

function addRows(file: string, events: readonly LedgerEvent[]): void {
  const text = read(file);
  const former = rowsOf(text, file);
  const there = new Set(former.map(idOf));
  const added = events.map(rowOf).filter((row) => !there.has(idOf(row)));
  const rows = [...former, ...added].sort((a, b) => (a < b ? -1 : 1));
  const [before = '', rest = ''] = text.split(BEGIN);
  const after = rest.slice(rest.indexOf(END) + END.length);
  replaceFile(file, `${before}${BEGIN}\n\n${[HEADING, ...rows].join('\n')}\n\n${END}${after}`);
}

function read(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new Error(`there is no ${file}`);
}

function rowsOf(text: string, file: string): string[] {
  const [, journal] = text.split(BEGIN);
  if (!journal?.includes(END)) {
    throw new Error(`${file} has no place for the journal. Put these two lines where it belongs: ${BEGIN} and ${END}`);
  }
  return journal
    .slice(0, journal.indexOf(END))
    .split('\n')
    .filter((line) => ROW.test(line));
}

const idOf = (row: string) => ROW.exec(row)?.slice(1).join('/') ?? '';

/** Without gaps: a row that was lost in a merge is delivered again. */
function lastOf(chain: Chain, rows: readonly string[]): number {
  const there = new Set(rows.map(idOf));
  let last = 0;
  while (there.has(`${chain}/${last + 1}`)) last += 1;
  return last;
}

function rowOf({ time, chain, sequence, actor, kind, what, why }: LedgerEvent): string {
  return `| ${[time, `${chain}/${sequence} ${kind}`, actor.name, what, why ?? ''].map(cell).join(' | ')} |`;
}

/** Text in a cell of a table: nothing of it is markup. */
const cell = (text: string) => text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');

export const EMPTY_JOURNAL = `${BEGIN}\n\n${HEADING}\n\n${END}`;
