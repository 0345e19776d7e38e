import type { Reversibility } from '../../model/rules/reversibility/rule';
import type { PlanSummary } from '../../operations/plan-review/plan-summary';
import type { WayBack } from '../../operations/rollback/classify';
import type { Colours } from '../conventions/colours';

/** What a class means for whoever applies. */
const HEADINGS: Readonly<Record<Exclude<Reversibility, 'reversible'>, string>> = {
  irreversible: 'cannot be taken back',
  'needs-restore': 'can be taken back only in part',
};
const CLASSES = ['irreversible', 'needs-restore'] as const;

/** How many addresses are named of one reason. */
const MOST_ADDRESSES = 5;

/** What of a plan is not reversible, with the reasons; what is has no line. */
export function wayBackLines({ waysBack }: Pick<PlanSummary, 'waysBack'>, colours: Colours): string[] {
  return CLASSES.flatMap((reversibility) => {
    const ways = waysBack.filter((way) => way.reversibility === reversibility);
    if (ways.length === 0) return [];
    const heading = `${HEADINGS[reversibility]}:`;
    return [
      `  ${reversibility === 'irreversible' ? colours.red(heading) : colours.yellow(heading)}`,
      ...reasonsOf(ways).map(([because, places]) => `    ${named(places)}: ${because}`),
    ];
  });
}

/** The same for a comment on a pull request, in view without unfolding anything. */
export function wayBackMarkdown({ waysBack }: Pick<PlanSummary, 'waysBack'>): string[] {
  return CLASSES.flatMap((reversibility) => {
    const ways = waysBack.filter((way) => way.reversibility === reversibility);
    if (ways.length === 0) return [];
    const reasons = reasonsOf(ways).map(([because, places]) => {
      return `- ${named(places.map((place) => `\`${place}\``))}: ${because}`;
    });
    return [`**${HEADINGS[reversibility]}** (${reversibility}):`, '', ...reasons, ''];
  });
}

/** Places by the reason that they share. */
function reasonsOf(ways: readonly WayBack[]): [because: string, places: readonly string[]][] {
  const reasons = new Map<string, string[]>();
  for (const { address, verdicts } of ways) {
    for (const { because, path } of verdicts) {
      const places = reasons.get(because) ?? [];
      const place = path === undefined ? address : `${address} ${path}`;
      if (!places.includes(place)) reasons.set(because, [...places, place]);
    }
  }
  return [...reasons];
}

function named(places: readonly string[]): string {
  const more = places.length - MOST_ADDRESSES;
  return places.slice(0, MOST_ADDRESSES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
