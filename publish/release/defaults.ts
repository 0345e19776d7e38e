import { gt, major as majorOf } from 'semver';
import { chartVersion } from '../../model/limits';
import type { InputInterface, Limit } from '../modules/interface';
import { major, minor, type Change } from './change';

/**
 * Another default changes what callers have who never named it, so that it breaks them. Only the version of a chart may
 * go up within its major number, which is what charts call compatible.
 */
export function defaultChange(old: InputInterface, now: InputInterface, name: string): Change {
  const change = isCompatibleVersion(old, now) ? minor : major;
  return change(`the default of \`${name}\` is ${text(now.default)}, it was ${text(old.default)}`);
}

function isCompatibleVersion(old: InputInterface, now: InputInterface): boolean {
  if (![old, now].every(({ limits }) => limits?.some((limit) => isChartVersion(limit)))) return false;
  const [before, after] = [String(old.default), String(now.default)];
  return majorOf(after) === majorOf(before) && gt(after, before);
}

const isChartVersion = (limit: Limit) => limit.kind === 'text' && limit.pattern === chartVersion.pattern.source;

const text = (value: unknown) => `\`${JSON.stringify(value)}\``;
