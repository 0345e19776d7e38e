import { catalogueOf } from '../../model/catalogue/catalogue';
import type { Rule } from '../../model/rules/rule';

/** Places of a draft, which need not be right otherwise, at which a rule is broken. */
export function brokenPlaces(rule: Rule, draft: object): string[] {
  const places: string[] = [];
  rule.check(draft, (path) => void places.push(path.join('.')), catalogueOf(undefined));
  return places;
}
