import type { Draft } from '../draft';
import { OFFER, priceIn, type Service } from '../catalogue/offer';
import { ownValue } from '../own-value';
import type { PlatformFile } from '../platform-file';
import type { Item } from './item';
import { parseDollars, type Money } from './money';

/** What one of something costs a month. */
export interface UnitPrice {
  readonly monthly: Money;
  /** The public list, or `prices` of the platform file. */
  readonly from: 'list' | 'contract';
  /** Whether Linode bills it by the hour with no limit to a month, so that it is the price of 730 hours. */
  readonly isByTheHour: boolean;
}

/** Prices of the platform file, which win over those of the list. */
export type ContractPrices = Draft<PlatformFile['prices']>;

/** Price of one of an item; undefined where none is known, which is not the same as free. */
export function unitPriceOf({ priced, region }: Item, contract: ContractPrices): UnitPrice | undefined {
  const agreed =
    'service' in priced
      ? contract.services?.[priced.service]
      : ownValue(contract.instanceTypes ?? {}, priced.instanceType);
  if (agreed !== undefined) return unitPrice(agreed, 'contract');
  const listed =
    'service' in priced ? OFFER.services[priced.service] : ownValue(OFFER.instanceTypes, priced.instanceType)?.price;
  const monthly = region === undefined ? listed?.monthly : priceIn(region, listed);
  return monthly === undefined ? undefined : unitPrice(monthly, 'list', listed?.hourly !== undefined);
}

function unitPrice(dollars: string | number, from: UnitPrice['from'], isByTheHour = false): UnitPrice | undefined {
  const monthly = parseDollars(dollars);
  return monthly === undefined ? undefined : { monthly, from, isByTheHour };
}

/** How a number of a service is named where its price is not known. */
const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  'lke-ha': 'redundant control plane',
  'lke-e': 'control plane of LKE Enterprise',
  nodebalancer: 'NodeBalancer',
  volume: 'GB of volumes',
  objectstorage: 'base price of object storage',
};

/** What an item is many of, in words. */
export const thingOf = ({ priced }: Pick<Item, 'priced'>) =>
  'service' in priced ? SERVICE_NAMES[priced.service] : priced.instanceType;

/** What an item is many of, with the region in which its price is not known. */
export const unknownThingOf = (item: Item) =>
  item.region === undefined ? thingOf(item) : `${thingOf(item)} (${item.region})`;

/** Network transfer in GB a month that comes with one of an item: with Linodes alone; undefined where it is not known. */
export function transferOf({ priced }: Item): bigint | undefined {
  if ('service' in priced) return 0n;
  const transfer = ownValue(OFFER.instanceTypes, priced.instanceType)?.transfer;
  return transfer === undefined || transfer === null ? undefined : BigInt(transfer);
}
