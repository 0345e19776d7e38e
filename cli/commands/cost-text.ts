import { isComplete } from '../../model/cost/amount';
import { shortDifferenceText, shortText, unknownText } from '../../model/cost/amount-text';
import type { Cost, Line, OwnerCost } from '../../model/cost/cost';
import type { LineDifference, OwnerDifference } from '../../model/cost/cost-difference';
import type { AtBounds } from '../../model/cost/item';
import { dollarsText } from '../../model/cost/money';
import type { QuotaFinding } from '../../model/cost/quota-use';
import { thingOf } from '../../model/cost/unit-price';
import type { Colours } from '../conventions/colours';
import { table } from '../conventions/table';

const COLUMNS = [
  { title: '' },
  { title: 'of' },
  { title: 'price', align: 'right' },
  { title: 'at count', align: 'right' },
  { title: 'at maxCount', align: 'right' },
] as const;

/** What a platform costs, line by line, as a person reads it. */
export function costText(name: string, cost: Cost, colours: Colours): string {
  const total = [colours.bold('total'), '', '', ...bothEnds(cost.cost)];
  return [
    `${colours.bold(name)} in ${cost.region}, US dollars a month; list of prices of ${cost.date}`,
    '',
    table(COLUMNS, [...cost.owners.flatMap((owner) => ownerRows(owner, colours)), total]),
    '',
    ...notes(cost),
  ].join('\n');
}

function ownerRows({ owner, lines, cost }: OwnerCost, colours: Colours): string[][] {
  return [
    [colours.bold(owner), '', '', ...bothEnds(cost)],
    ...lines.map((line) => [`  ${line.name}`, quantityText(line), priceText(line), ...bothEnds(line.cost)]),
  ];
}

const bothEnds = ({ count, maxCount }: Line['cost']) => [shortText(count), shortText(maxCount)];

/** How many of what: `3 to 9 × g6-dedicated-8`. */
export function quantityText(line: Pick<Line, 'priced' | 'quantity'>): string {
  const { count, maxCount } = line.quantity;
  const number = count === maxCount ? `${count}` : `${count} to ${maxCount}`;
  return 'service' in line.priced && line.priced.service === 'volume' ? `${number} GB` : `${number} × ${thingOf(line)}`;
}

function priceText({ price }: Line): string {
  if (!price) return 'unknown';
  return `${dollarsText(price.monthly)}${price.from === 'contract' ? ' (contract)' : price.isByTheHour ? ' (730 hours)' : ''}`;
}

function notes({ cost, transfer, transferPool, region }: Cost): string[] {
  const pool = transferPool === 'global' ? "the account's global pool" : `the account's pool of ${region}`;
  const missing = isComplete(cost.maxCount)
    ? []
    : [
        `The price of ${unknownText(cost.maxCount)} is unknown, so every sum with a ? is more than it says. Write it into prices.`,
      ];
  return [
    ...missing,
    `Network transfer that comes with the nodes: ${transferText(transfer)} a month, part of ${pool}.`,
    'Not counted, because it grows with use: network transfer and objects beyond what is included, volumes and',
    'NodeBalancers of applications beyond the quotas, backups, taxes. See docs/guides/cost.md.',
  ];
}

function transferText({ count, maxCount }: AtBounds<Cost['transfer']['count']>): string {
  const least = `${isComplete(count) ? '' : 'at least '}${count.known.toLocaleString('en')} GB`;
  if (count.known === maxCount.known) return least;
  return `${least} at count, ${isComplete(maxCount) ? '' : 'at least '}${maxCount.known.toLocaleString('en')} GB at maxCount`;
}

/** What differs from another cost, as a person reads it. @param against what it is compared with, in words */
export function differenceLines(
  against: string,
  owners: readonly OwnerDifference[],
  total: Pick<OwnerDifference, 'difference'>,
  colours: Colours,
): string[] {
  const rows = owners.flatMap((owner) =>
    owner.lines.length === 0
      ? []
      : [
          [colours.bold(owner.owner), '', ...bothDifferences(owner.difference)],
          ...owner.lines.map((line) => [`  ${line.name}`, changeText(line), ...bothDifferences(line.difference)]),
        ],
  );
  if (rows.length === 0) return [`Costs the same as ${against}.`];
  const columns = [
    { title: '' },
    { title: '' },
    { title: 'at count', align: 'right' },
    { title: 'at maxCount', align: 'right' },
  ] as const;
  return [
    `Difference to ${against}:`,
    '',
    table(columns, [...rows, [colours.bold('total'), '', ...bothDifferences(total.difference)]]),
  ];
}

const bothDifferences = ({ count, maxCount }: OwnerDifference['difference']) => [
  shortDifferenceText(count),
  shortDifferenceText(maxCount),
];

/** `3 × g6-standard-4 → 3 × g6-dedicated-8`. */
export function changeText({ before, after }: Pick<LineDifference, 'before' | 'after'>): string {
  const [was, is] = [before && quantityText(before), after && quantityText(after)];
  if (was === is) return `${is ?? ''}, another price`;
  return `${was ?? 'none'} → ${is ?? 'none'}`;
}

const UNITS = { cpu: 'cores', memory: 'GiB' } as const;

/** What a quota does not fit, with what to do. @param own what the environment pays */
export function quotaFindingText({ environment, resource, kind, quota, holds }: QuotaFinding, own: OwnerCost) {
  const unit = UNITS[resource];
  const asks = `the quota of ${environment} lets its pods ask for ${quota} ${unit}`;
  const field = `environments.${environment}.quota.${resource}`;
  if (kind === 'less-than-half') {
    return {
      what: `${asks}, less than half of the ${holds} ${unit} that its pools hold at count, for ${shortText(own.cost.count)} a month`,
      fix: `raise ${field}, or lower count or take smaller instance types`,
    };
  }
  return {
    what: `${asks}, more than the ${holds} ${unit} that fit on its nodes at maxCount, for ${shortText(own.cost.maxCount)} a month`,
    fix: `lower ${field}, or raise maxCount or take larger instance types`,
  };
}
