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
  /** The price where a region has one of its own, by region. */
  readonly regions: Readonly<Record<string, string>>;
}

/** What Linode takes money for, beside instances: `id` of `GET /lke/types`, `/nodebalancers/types` and their like. */
export type Service = 'lke-ha' | 'nodebalancer' | 'volume' | 'objectstorage';

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

/** Price in a region, in US dollars a month as a decimal number; undefined where none is known. */
export function priceIn(region: string, price: Price | null | undefined): string | undefined {
  return price ? (price.regions[region] ?? price.monthly) : undefined;
}
