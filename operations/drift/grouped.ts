import { createHash } from 'node:crypto';
import { type Difference, schemaPath } from '../../model/rules/drift/difference';
import { type Finding, SEVERITIES } from '../../model/rules/drift/finding';

/** Findings that say the same of several resources. */
export interface FindingGroup extends Finding {
  /** Addresses of all of them. */
  readonly addresses: readonly string[];
}

/** Equal findings together, the worst first. */
export function grouped(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = sameness(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .flatMap((group) => (group[0] ? [{ ...group[0], addresses: group.map(({ address }) => address) }] : []))
    .sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

function sameness({ stack, kind, path, action, before, after, rule, severity, by, accepted }: Finding): string {
  // What a whole object was is another one's for each: its place, or all that it said.
  const was = path.length === 0 ? undefined : before;
  return JSON.stringify([stack, kind, schemaPath(path), action, was, after, rule, severity, by?.who, accepted]);
}

/** Says of two findings of different times whether they are the same; short, whatever was found. */
export function identityOf({ stack, address, path, action, after }: Difference): string {
  const text = JSON.stringify([stack, address, path, action, after ?? null]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
