import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { whyUnread } from '../../../operations/machine/named-file';
import { EnvironmentRefused } from './environment-of';

/** What was said of claims, in flags and in a file; a flag wins. @throws {EnvironmentRefused} for what is not that */
export function fatesOf({
  volume = [],
  volumes,
}: {
  readonly volume?: readonly string[];
  readonly volumes?: string;
}): Record<string, string> {
  return { ...(volumes === undefined ? {} : inFile(volumes)), ...Object.fromEntries(volume.map(inFlag)) };
}

function inFlag(given: string): readonly [string, string] {
  const at = given.lastIndexOf('=');
  if (at > 0) return [given.slice(0, at), given.slice(at + 1)];
  const allowed = 'the name of a PersistentVolumeClaim and what becomes of it: data=keep or data=delete';
  throw new EnvironmentRefused([
    { what: 'this does not say what becomes of a claim', where: '--volume', given, allowed },
  ]);
}

function inFile(file: string): Record<string, string> {
  const refused = (what: string) =>
    new EnvironmentRefused([
      { what, file, allowed: 'a map in YAML from claims to keep or delete', fix: 'write for example data-0: keep' },
    ]);
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refused(`what becomes of the claims cannot be read: ${whyUnread(error).split('\n')[0] ?? ''}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw refused('this is not a map');
  return Object.fromEntries(Object.entries(content).map(([name, fate]) => [name, String(fate)]));
}
