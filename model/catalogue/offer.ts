import data from './offer.json';

/** What something costs, in US dollars a month. */
export interface Price {
  /**
   * A decimal number as text, because dollars are not binary fractions. Of a volume it is the price of one GB. Of what is
   * billed by the hour alone it is that of 730 hours.
   */
  readonly monthly: string;
  /** The price of an hour, of what is billed by the hour with no limit to a month; undefined of everything else. */
  readonly hourly?: string;
  /**
   * The price where a region has one of its own, by region; null where the price was recorded without those, so that it is
   * not known in the regions that have prices of their own.
   */
  readonly regions: Readonly<Record<string, string>> | null;
}

/** What is paid for each GB that is used beyond what is included, in US dollars. */
interface UsagePrice {
  readonly perGb: string;
  /** The price where a region has one of its own, by region. */
  readonly regions: Readonly<Record<string, string>>;
}

/** What Linode takes money for, beside instances: `id` of `GET /lke/types`, `/nodebalancers/types` and their like. */
export const SERVICES = ['lke-ha', 'lke-e', 'nodebalancer', 'volume', 'objectstorage'] as const;
export type Service = (typeof SERVICES)[number];

interface Offer {
  /** Day on which the public part of the API was read, or compared with. */
  readonly date: string;
  readonly instanceTypes: Readonly<
    Record<
      string,
      {
        readonly class: string;
        readonly vcpus: number;
        /** In GiB. */
        readonly memory: number;
        readonly gpus: number;
        /** In GB a month; null where it is not known. */
        readonly transfer: number | null;
        /** null where no public price is known, which is not the same as free. */
        readonly price: Price | null;
      }
    >
  >;
  readonly services: Readonly<Record<Service, Price>>;
  readonly usage: Readonly<Record<'network-transfer' | 'object-storage', UsagePrice>>;
  readonly regions: Readonly<
    Record<
      string,
      {
        readonly vpc: boolean;
        readonly enterprise: boolean;
        readonly gpu: boolean;
        readonly objectStorage: readonly { readonly host: string; readonly type: string }[];
      }
    >
  >;
  /** Versions of Kubernetes by tier, the oldest first. */
  readonly kubernetes: Readonly<Record<'standard' | 'enterprise', readonly string[]>>;
}

/**
 * What Linode offers, as `npm run catalogue` writes it from the public part of the API (`offer.json`). The sources of
 * the values that stand there are in docs/linode-notes.md.
 */
export const OFFER: Offer = data;

/** Day of the tables, such as `2026-09-17`. */
export const CATALOGUE_DATE = OFFER.date;

/** Regions that have prices of their own. Their network transfer is in a pool of its own, too. */
export const REGIONS_WITH_PRICES: ReadonlySet<string> = new Set(
  [...Object.values(OFFER.services), ...Object.values(OFFER.usage)].flatMap(({ regions }) =>
    Object.keys(regions ?? {}),
  ),
);

/**
 * Price in a region, in US dollars a month as a decimal number; undefined where none is known. Nothing is known of a region
 * that the tables do not have.
 */
export function priceIn(region: string, price: Price | null | undefined): string | undefined {
  if (!price || !Object.hasOwn(OFFER.regions, region)) return undefined;
  if (price.regions === null) return REGIONS_WITH_PRICES.has(region) ? undefined : price.monthly;
  return Object.hasOwn(price.regions, region) ? price.regions[region] : price.monthly;
}
