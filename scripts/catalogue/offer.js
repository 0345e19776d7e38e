'use strict';

/**
 * Makes the tables of `model/catalogue/offer.json` out of what the public part of Linode's API answers.
 *
 * @typedef {{ id: string, price: ApiPrice, region_prices?: (ApiPrice & { id: string })[] }} ApiPriced
 * @typedef {{ hourly: number | null, monthly: number | null }} ApiPrice
 * @typedef {ApiPriced & { class: string, vcpus: number, memory: number, gpus: number, transfer: number }} ApiType
 * @typedef {{ id: string, capabilities: string[], site_type?: string }} ApiRegion
 * @typedef {{ types: ApiType[], regions: ApiRegion[], versions: { id: string }[], services: ApiPriced[],
 *   enterpriseVersions: { id: string }[] | undefined }} Answers
 * @typedef {{ date: string, instanceTypes: Record<string, object>, services: Record<string, object>,
 *   usage: Record<string, object>, regions: Record<string, { objectStorage: object[] }>, kubernetes: Record<string, string[]> }} Offer
 */

/** What is priced beside instances, by the id that the API gives it. */
const SERVICES = ['lke-ha', 'lke-e', 'nodebalancer', 'volume', 'objectstorage'];

/** What is paid for by the GB, by the id that the API gives it; it tells the price of a GB as that of an hour. */
const USAGE = { network_transfer: 'network-transfer', 'objectstorage-overage': 'object-storage' };

/** A table that shrinks by more than this share is taken for a broken answer, not for what Linode took out. */
const LEAST_SHARE = 0.75;

/**
 * @param {Offer} before the tables as they are: what the public part of the API does not tell is kept
 * @param {Answers} answers
 * @param {string} date of today
 * @returns {Offer}
 * @throws {Error} when the answers cannot be all that Linode offers
 */
function offerOf(before, { types, regions, versions, enterpriseVersions, services }, date) {
  const offer = {
    date,
    instanceTypes: byId(types, instanceType),
    services: {
      ...before.services,
      ...byId(
        services.filter(({ id }) => SERVICES.includes(id)),
        priceOf,
      ),
    },
    usage: { ...before.usage, ...usageOf(services) },
    regions: byId(
      regions.filter(
        ({ capabilities, site_type: site }) => site !== 'distributed' && capabilities.includes('Kubernetes'),
      ),
      (region) => regionOf(region, before),
    ),
    kubernetes: {
      standard: versions.map(({ id }) => id).sort(byNumbers),
      enterprise: enterpriseVersions?.map(({ id }) => id).sort(byNumbers) ?? before.kubernetes.enterprise ?? [],
    },
  };
  for (const table of /** @type {const} */ (['instanceTypes', 'regions'])) {
    const [had, has] = [before, offer].map((each) => Object.keys(each[table]).length);
    if ((has ?? 0) < (had ?? 0) * LEAST_SHARE) {
      throw new Error(`the API told ${has} ${table}, and there were ${had}: that cannot be all; nothing is written`);
    }
  }
  if (offer.kubernetes.standard?.length === 0)
    throw new Error('the API told no version of Kubernetes; nothing is written');
  return offer;
}

/** @param {ApiType} type */
function instanceType(type) {
  const { class: instanceClass, vcpus, memory, gpus, transfer } = type;
  return { class: instanceClass, vcpus, memory: memory / 1024, gpus, transfer, price: priceOf(type) };
}

/** What is billed by the hour alone is compared with the rest by a month of this many hours. */
const HOURS_A_MONTH = 730;

/**
 * Nothing, or zero, is what the API tells of a price that it does not tell: no instance is free. Of types that are billed
 * by the hour with no limit to a month it tells the hour alone.
 *
 * @param {ApiPriced} priced
 */
function priceOf({ price, region_prices: others = [] }) {
  const monthly = monthlyOf(price);
  if (!monthly) return null;
  const regions = others.flatMap((other) => (monthlyOf(other) ? [{ id: other.id, monthly: monthlyOf(other) }] : []));
  return {
    monthly: decimal(monthly),
    ...(!price.monthly && price.hourly && { hourly: decimal(price.hourly) }),
    regions: Object.fromEntries(
      regions.sort((a, b) => (a.id < b.id ? -1 : 1)).map((region) => [region.id, decimal(region.monthly)]),
    ),
  };
}

/** @param {ApiPriced[]} priced */
function usageOf(priced) {
  const known = Object.entries(USAGE).flatMap(([id, name]) => {
    const { price, region_prices: others = [] } = priced.find((each) => each.id === id) ?? {};
    if (!price?.hourly) return [];
    const regions = others.flatMap((other) => (other.hourly ? [[other.id, decimal(other.hourly)]] : []));
    return [[name, { perGb: decimal(price.hourly), regions: Object.fromEntries(regions.sort()) }]];
  });
  return Object.fromEntries(known);
}

/** @param {ApiPrice} price */
const monthlyOf = ({ monthly, hourly }) =>
  typeof monthly === 'number' && monthly > 0 ? monthly : (hourly ?? 0) * HOURS_A_MONTH;

/** @param {number} dollars as JSON has them: the shortest decimal number, without what binary fractions add */
const decimal = (dollars) => String(Number(dollars.toFixed(6)));

/**
 * The endpoints of object storage are told to tokens alone, so those that are known stay.
 * @param {ApiRegion} region
 * @param {Offer} before
 */
function regionOf({ id, capabilities }, before) {
  return {
    vpc: capabilities.includes('VPCs'),
    enterprise: capabilities.includes('Kubernetes Enterprise'),
    gpu: capabilities.includes('GPU Linodes'),
    objectStorage: before.regions[id]?.objectStorage ?? [],
  };
}

/**
 * @template {{ id: string }} T
 * @param {readonly T[]} objects
 * @param {(object: T) => any} make
 * @returns {Record<string, any>}
 */
function byId(objects, make) {
  const inOrder = [...objects].sort((a, b) => byNumbers(a.id, b.id));
  return Object.fromEntries(inOrder.map((object) => [object.id, make(object)]));
}

/**
 * @param {string} a
 * @param {string} b
 */
const byNumbers = (a, b) => a.localeCompare(b, 'en', { numeric: true });

/**
 * What differs, one line each, for the person who reviews it.
 * @param {Offer} before
 * @param {Offer} after
 */
function differences(before, after) {
  return /** @type {const} */ (['instanceTypes', 'services', 'usage', 'regions', 'kubernetes']).flatMap((table) => {
    /** @type {Record<string, any>[]} */
    const [old = {}, now = {}] = [before[table], after[table]];
    return [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().flatMap((id) => {
      if (!(id in now)) return [`- ${table} ${id}`];
      if (!(id in old)) return [`+ ${table} ${id}`];
      return JSON.stringify(sorted(old[id])) === JSON.stringify(sorted(now[id])) ? [] : [`~ ${table} ${id}`];
    });
  });
}

/**
 * What was not refreshed, because nothing tells it without a token, one line each.
 *
 * @param {Offer} offer the new tables
 * @param {Answers} answers
 * @param {Record<string, unknown>} places of the regions that have one
 */
function notRefreshed(offer, { enterpriseVersions }, places) {
  const regions = Object.entries(offer.regions);
  const placeless = regions.map(([id]) => id).filter((id) => !(id in places));
  const storeless = regions.filter(([, { objectStorage }]) => objectStorage.length === 0).map(([id]) => id);
  return [
    ...(placeless.length > 0
      ? [`! add the places of ${placeless.join(', ')} to model/catalogue/places.json: the API tells none`]
      : []),
    ...(enterpriseVersions ? [] : ['! kubernetes enterprise is kept: its versions were not told without a token']),
    `! the endpoints of object storage are kept: they are told to tokens alone (GET /object-storage/endpoints); none is known of ${storeless.join(', ')}`,
  ];
}

/**
 * @param {any} value
 * @returns {any}
 */
function sorted(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

module.exports = { offerOf, differences, notRefreshed };
