import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { ProviderError } from '../protocol/service';
import { textAt } from '../engine/paths';
import type { Fields } from '../protocol/values';
import { text } from '../values';

export interface Chart {
  name: string;
  version: string;
  appVersion: string;
  /** where it lies. @default - it is not in a folder */
  folder?: string;
}

/** The version of a chart from a repository, where the configuration names none; no repository is asked. */
const LATEST = '1.0.0';

/**
 * The chart of a release. One in a folder is read; one from a repository is taken to exist in the version asked for.
 *
 * @param cwd directory of the engine, to which a folder is relative
 */
export function chartOf(release: Fields, config: Fields, cwd: string): Chart {
  const chart = textAt(release, 'chart');
  if (text(release.repository) !== undefined || chart.startsWith('oci://')) {
    const name = chart.split('/').at(-1) ?? chart;
    return { name, version: text(config.version) ?? LATEST, appVersion: '' };
  }
  const folder = resolve(cwd, chart);
  if (!existsSync(folder)) throw new ProviderError('Error locating chart', `path "${chart}" not found`);
  if (!statSync(folder).isDirectory()) return { name: chart, version: text(config.version) ?? LATEST, appVersion: '' };
  const file = join(folder, 'Chart.yaml');
  if (!existsSync(file)) throw new ProviderError('Error loading chart', 'Chart.yaml file is missing');
  const { name, version, appVersion = '' } = parse(readFileSync(file, 'utf8')) as Partial<Chart>;
  if (!name || !version) throw new ProviderError('Error loading chart', 'chart.metadata.name and version are required');
  return { name, version: String(version), appVersion: String(appVersion), folder };
}
