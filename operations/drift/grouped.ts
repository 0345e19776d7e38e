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
  return JSON.stringify([stack, kind, schemaPath(path), action, before, after, rule, severity, by?.who, accepted]);
}

/** Same findings, whenever they are found. */
export const fingerprint = (findings: readonly Difference[]): string =>
  JSON.stringify(
    findings
      .map(({ stack, address, path, action, after }) => JSON.stringify([stack, address, path, action, after ?? null]))
      .sort(),
  );
