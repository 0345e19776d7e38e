import { hasSensitive } from '../../sensitive';
import { DRIFT_RULES } from './all';
import { type Classified, Classifier } from './classify';
import { type Difference, differencePath, schemaPath } from './difference';
import type { DriftRule } from './drift-rule';
import { type Finding, SEVERITIES, type Severity } from './finding';

/** A rule that stands in `platform.yaml`. */
export interface OwnRule {
  /** Terraform's type of the resource. */
  readonly type: string;
  /** As in {@link DriftRule.paths}. */
  readonly attribute: string;
  readonly severity: Severity;
  readonly reason: string;
}

/** One difference that somebody accepted, in `platform.yaml`. */
export interface AcceptedDifference {
  readonly address: string;
  /** With or without the places in lists; `*` for the whole of what nobody declared. */
  readonly attribute: string;
  /** What is there; with any other value it is not accepted. */
  readonly value: unknown;
  /** Last day on which it holds, `2027-01-31`. */
  readonly until: string;
  readonly reason: string;
}

/** What users say of drift. */
export interface DriftPolicy {
  readonly rules: readonly OwnRule[];
  readonly accept: readonly AcceptedDifference[];
}

export const NO_POLICY: DriftPolicy = { rules: [], accept: [] };

/**
 * Says how bad differences are: by the rules of the platform, then by those of its users, then by what they accepted.
 * What deletes something, or makes something less secure, stays as bad as the platform says.
 *
 * @param day today, `2026-11-28`
 */
export function judge(differences: readonly Difference[], policy: DriftPolicy, day: string): Finding[] {
  const platform = new Classifier(DRIFT_RULES);
  const own = new Classifier(policy.rules.map(asRule));
  const accepted = new Map(
    policy.accept.filter(({ until }) => day <= until).map((entry) => [placeOf(entry.address, entry.attribute), entry]),
  );
  return differences.map((difference): Finding => {
    const by = platform.classify(difference);
    const byOwn = ownWord(own, difference, by);
    const isLess = byOwn && rank(byOwn.severity) < rank(by.severity);
    const finding = { ...difference, ...by, ...(byOwn && !(by.loses && isLess) && { ...byOwn, loses: by.loses }) };
    const acceptance = acceptanceOf(difference, accepted);
    if (!acceptance || finding.loses) return finding;
    const { until, reason } = acceptance;
    return { ...finding, severity: 'none', accepted: { until, reason } };
  });
}

/**
 * What the rules of users say of a difference. One that is about a part of it makes the whole worse, never better: the
 * other parts are none of its business.
 */
function ownWord(own: Classifier, difference: Difference, by: Classified): Classified | undefined {
  const ofItself = own.ofItself(difference);
  const ofItsParts = own.ofItsParts(difference);
  const isWorse = ofItsParts && rank(ofItsParts.severity) > rank((ofItself ?? by).severity);
  return isWorse ? ofItsParts : ofItself;
}

const rank = (severity: Severity) => SEVERITIES.indexOf(severity);

/** Id of a user's rule in findings, by its place in the file. */
export const ownRuleId = (index: number) => `drift.rules[${index}]`;

const asRule = ({ type, attribute, severity, reason }: OwnRule, index: number): DriftRule => ({
  id: ownRuleId(index),
  kinds: [type],
  paths: [attribute],
  severity,
  because: reason,
  source: 'platform.yaml',
});

/** Stands for all of what somebody added. */
const WHOLE = '*';

const placeOf = (address: string, attribute: string) => `${address} ${attribute}`;

function acceptanceOf(
  { address, path, action, after }: Difference,
  accepted: ReadonlyMap<string, AcceptedDifference>,
): AcceptedDifference | undefined {
  if (path.length === 0 && action !== 'added') return undefined;
  const names = path.length === 0 ? [WHOLE] : [differencePath(path), schemaPath(path).join('.')];
  const found = names.flatMap((name) => accepted.get(placeOf(address, name)) ?? [])[0];
  // Where a secret stands, every later one looks the same.
  return found && !hasSensitive(after) && isSame(found.value, after) ? found : undefined;
}

/** A set has no order, and a number may be written as a text. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    const texts = (list: readonly unknown[]) => list.map((entry) => JSON.stringify(entry)).sort();
    return JSON.stringify(texts(a)) === JSON.stringify(texts(b));
  }
  const text = (value: unknown) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value);
  return JSON.stringify(inOrder(text(a) ?? null)) === JSON.stringify(inOrder(text(b) ?? null));
}

/** A value with the keys of its maps in one order: they have none. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, it]) => [key, inOrder(it)]));
};
