import type { Difference } from './difference';
import { depthIn, type DriftRule, hasIn, isBelow, meet, parseRulePath, type RulePath } from './drift-rule';
import { type Finding, SEVERITIES } from './finding';

/** What a difference is, before anybody accepts it. */
export type Classified = Pick<Finding, 'severity' | 'rule' | 'because' | 'loses'>;

/** Id in findings of what no rule knows. */
export const UNKNOWN_RULE = 'unknown';

/** Stands for every kind in the kinds of a rule. */
const EVERY_KIND = '*';

const UNKNOWN: Classified = {
  severity: 'major',
  rule: UNKNOWN_RULE,
  because: 'no rule knows this attribute',
  loses: false,
};

interface Prepared {
  readonly rule: DriftRule;
  readonly path: RulePath;
}

/**
 * Says how bad differences are. The rules are sorted once; a difference then meets only those of its own kind, so that
 * the work grows with the number of differences alone.
 */
export class Classifier {
  private readonly byKind = new Map<string, readonly Prepared[]>();

  constructor(rules: readonly DriftRule[]) {
    for (const rule of rules) {
      const prepared = rule.paths.map((path) => ({ rule, path: parseRulePath(path) }));
      for (const kind of rule.kinds) this.byKind.set(kind, [...(this.byKind.get(kind) ?? []), ...prepared]);
    }
  }

  /**
   * The rule that says most of a difference; where several say as much, the first. A difference of a whole block is as bad
   * as the worst part that it comprises.
   */
  classify(difference: Difference): Classified {
    const { kind, path } = difference;
    const own = this.rulesOf(kind);
    const found = matching(difference, own);
    if (found) return worst([found, ...partsOf(difference, own)]) ?? found;
    return worst(below(path, own)) ?? matching(difference, this.byKind.get(EVERY_KIND) ?? []) ?? UNKNOWN;
  }

  /** What the rules say that are about a difference itself, and not only about a part of it; undefined without one. */
  ofItself(difference: Difference): Classified | undefined {
    return matching(difference, this.rulesOf(difference.kind));
  }

  /** The worst that the rules say of the parts of a difference; undefined where none is about one. */
  ofItsParts({ kind, path }: Difference): Classified | undefined {
    return worst(below(path, this.rulesOf(kind)));
  }

  /**
   * The worst that is said of an attribute whatever its value, without rules that depend on it; undefined where no rule
   * knows it.
   *
   * @param path in the schema; with the key of a map, or a pattern of such keys, at its end
   */
  worstOf(kind: string, path: readonly string[]): Classified | undefined {
    const prepared = this.rulesOf(kind).filter(({ rule }) => !rule.when);
    let best: { readonly rule: DriftRule; readonly depth: number } | undefined;
    for (const { rule, path: rulePath } of prepared) {
      const depth = depthIn(rulePath, path);
      if (depth !== undefined && (!best || depth > best.depth)) best = { rule, depth };
    }
    return best ? classifiedBy(best.rule) : worst(below(path, prepared));
  }

  /**
   * What an attribute comprises that makes something less secure, though the attribute as a whole does not; undefined
   * where there is none. Rules that depend on the value are left out.
   *
   * @param kind one, or a family of them
   */
  lossWithin(kind: string, { names, keyText }: RulePath): Classified | undefined {
    const losing = this.membersOf(kind).filter(({ rule }) => rule.loses && !rule.when);
    const isWithin = ({ path }: Prepared) =>
      keyText === undefined
        ? isBelow(path, names) && (path.names.length > names.length || path.key !== undefined)
        : path.keyText !== undefined && path.names.join('.') === names.join('.') && meet(path.keyText, keyText);
    return worst(losing.filter(isWithin).map(({ rule }) => classifiedBy(rule)));
  }

  /** Whether a rule knows an attribute, whatever its value. @param path in the schema; with the key of a map */
  knows(kind: string, path: readonly string[]): boolean {
    return (this.byKind.get(kind) ?? []).some((prepared) => depthIn(prepared.path, path) !== undefined);
  }

  /** Those of a kind with its family, or of all members of a family. */
  private membersOf(kind: string): readonly Prepared[] {
    const [family, member] = kind.split('/');
    if (member !== EVERY_KIND) return this.rulesOf(kind);
    return [...this.byKind].flatMap(([of, rules]) => (of.startsWith(`${family}/`) ? rules : []));
  }

  /** Those of a kind, then those of its family: `helm_release/*` of `helm_release/Deployment`. */
  private rulesOf(kind: string): readonly Prepared[] {
    const own = this.byKind.get(kind) ?? [];
    const [family, member] = kind.split('/');
    return member === undefined ? own : [...own, ...(this.byKind.get(`${family}/${EVERY_KIND}`) ?? [])];
  }
}

function matching(difference: Difference, prepared: readonly Prepared[]): Classified | undefined {
  let best: { readonly rule: DriftRule; readonly depth: number } | undefined;
  for (const { rule, path: rulePath } of prepared) {
    const depth = depthIn(rulePath, difference.path);
    if (depth === undefined || (best && depth <= best.depth)) continue;
    if (rule.when?.(difference) ?? true) best = { rule, depth };
  }
  return best && classifiedBy(best.rule);
}

/** What rules say of the parts of what a path leads to. */
const below = (path: Difference['path'], prepared: readonly Prepared[]): Classified[] =>
  prepared.filter((it) => isBelow(it.path, path)).map(({ rule }) => classifiedBy(rule));

/** What rules say of the parts that a difference has in its values. */
const partsOf = ({ path, before, after }: Difference, prepared: readonly Prepared[]): Classified[] =>
  prepared
    .filter((it) => hasIn(it.path, path, before) || hasIn(it.path, path, after))
    .map(({ rule }) => classifiedBy(rule));

/** The worst, of several the first; what loses something is worse. */
function worst(said: readonly Classified[]): Classified | undefined {
  const rank = ({ severity, loses }: Classified) => SEVERITIES.indexOf(severity) * 2 + Number(loses);
  return [...said].sort((a, b) => rank(b) - rank(a))[0];
}

const classifiedBy = ({ id, severity, because, loses = false }: DriftRule): Classified => ({
  rule: id,
  severity,
  because,
  loses,
});
