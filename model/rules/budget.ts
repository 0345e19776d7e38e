import { type Amount, isComplete } from '../cost/amount';
import { sumText, unknownText } from '../cost/amount-text';
import { type AtBounds } from '../cost/item';
import { priced } from '../cost/cost';
import { dollarsText, parseDollars } from '../cost/money';
import { itemsOf } from '../cost/platform-items';
import { payableOf } from '../cost/payable';
import type { Path } from '../problem';
import type { Report, Rule } from './rule';

export const budgetHolds: Rule = {
  id: 'budget',
  about: 'What an environment, or the platform, costs with every pool at its largest stays within its budget',
  source: 'docs/guides/cost.md',
  check(draft, report) {
    const budgets = [draft.budget, ...Object.values(draft.environments ?? {}).map((each) => each?.budget)];
    if (budgets.every((budget) => budget === undefined)) return;
    const payable = payableOf(draft);
    // What is wrong with the file is said elsewhere; its cost is not known until then.
    if (!payable) return;
    const { owners, cost } = priced(itemsOf(payable), draft.prices ?? {});
    judge(report, { path: ['budget'], who: 'the platform', budget: draft.budget, cost });
    for (const { owner, cost: own } of owners) {
      if (owner === 'shared') continue;
      const budget = draft.environments?.[owner]?.budget;
      judge(report, { path: ['environments', owner, 'budget'], who: owner, budget, cost: own });
    }
  },
};

interface Judged {
  readonly path: Path;
  readonly who: string;
  readonly budget: number | undefined;
  readonly cost: AtBounds<Amount>;
}

function judge(report: Report, { path, who, budget, cost: { count, maxCount } }: Judged): void {
  const most = budget === undefined ? undefined : parseDollars(budget);
  if (most === undefined) return;
  if (maxCount.known > most) {
    const already = count.known > most ? `, and costs ${sumText(count)} already at count` : '';
    report(path, {
      severity: 'warning',
      what: `${who} can cost ${sumText(maxCount)} a month at maxCount, ${dollarsText(maxCount.known - most)} over its budget of ${dollarsText(most)}${already}`,
      allowed: `a budget of ${dollarsText(maxCount.known)} or more, or pools that cost less at their largest`,
      fix: 'lower maxCount or count of a pool, take smaller instance types, or raise the budget; npx lke-platform cost shows each line',
    });
  } else if (!isComplete(maxCount)) {
    report(path, {
      severity: 'warning',
      what: `whether ${who} stays within its budget of ${dollarsText(most)} is not known: it can cost ${sumText(maxCount)} a month`,
      allowed: `prices of all that is paid for; there is none of ${unknownText(maxCount)}`,
      fix: 'write the price that Linode tells you into prices.instanceTypes or prices.services',
    });
  }
}
