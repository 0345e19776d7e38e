import { appendFileSync, writeFileSync } from 'node:fs';
import { worst } from '../../../model/rules/drift/finding';
import type { DriftReport } from '../../../operations/drift/report';

export interface OutputOptions {
  readonly markdown?: string;
  readonly html?: string;
}

/**
 * Writes what other programs read: files that were asked for, and in a job of GitHub its outputs `drift` (none, minor or
 * major), `complete` (true or false) and `report_ids`, and its summary.
 */
export async function writeOutputs(
  reports: readonly DriftReport[],
  { markdown, html }: OutputOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { driftMarkdown, LONGEST_SUMMARY } = await import('./drift-markdown');
  if (markdown !== undefined) writeFileSync(markdown, driftMarkdown(reports));
  if (html !== undefined) {
    const { driftPage } = await import('./drift-page');
    writeFileSync(html, driftPage(reports));
  }
  const { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary } = env;
  if (output) appendFileSync(output, lines(reports));
  if (summary) appendFileSync(summary, driftMarkdown(reports, LONGEST_SUMMARY));
}

const lines = (reports: readonly DriftReport[]) =>
  [
    `drift=${worst(reports.map((report) => report.drift_summary))}`,
    `complete=${reports.every(({ complete }) => complete)}`,
    `report_ids=${reports.map(({ report_id }) => report_id).join(',')}`,
    '',
  ].join('\n');
