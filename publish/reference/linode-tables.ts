import { INSTANCE_TYPES } from '../../model/catalogue/instance-types';
import { CATALOGUE_DATE, OFFER, type Price, REGIONS_WITH_PRICES } from '../../model/catalogue/offer';
import { REGIONS } from '../../model/catalogue/regions';

/** Page with the tables, below what is written by hand. */
export const LINODE_NOTES_FILE = 'docs/linode-notes.md';

/** Writes the tables of what Linode offers into the page, between the marks that say so. */
export function withLinodeTables(page: string): string {
  const tables = { regions: regions(), 'instance types': instanceTypes(), services: services(), usage: usage() };
  return Object.entries(tables).reduce((text, [name, rows]) => replaceTable(text, name, rows), withDate(page));
}

function replaceTable(page: string, name: string, rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const lines = [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
  const section = new RegExp(`(<!-- generated: ${name} -->\n\n)[^]*?(\n\n<!-- /generated -->)`);
  if (!section.test(page)) throw new Error(`${LINODE_NOTES_FILE} has no place for the table of ${name}`);
  return page.replace(section, (_, start: string, end: string) => `${start}${lines.join('\n')}${end}`);
}

function withDate(page: string): string {
  return page.replace(/(<!-- generated: date -->)[^]*?(<!-- \/generated -->)/, `$1${CATALOGUE_DATE}$2`);
}

/** The price everywhere, and where another one holds. */
function priceText(price: Price | null | undefined): string {
  if (!price) return 'unknown';
  const others = price.regions
    ? Object.entries(price.regions).map(([region, monthly]) => `${region} ${monthly}`)
    : [...REGIONS_WITH_PRICES].map((region) => `${region} unknown`);
  const perHour = price.hourly === undefined ? '' : ` (${price.hourly} an hour)`;
  return [`${price.monthly}${perHour}`, ...others].join(', ');
}

function services(): string[][] {
  return [
    ['Service', 'US dollars a month'],
    ...Object.entries(OFFER.services).map(([id, price]) => [id, priceText(price)]),
  ];
}

function usage(): string[][] {
  return [
    ['Used beyond what is included', 'US dollars a GB'],
    ...Object.entries(OFFER.usage).map(([id, { perGb, regions }]) => [id, priceText({ monthly: perGb, regions })]),
  ];
}

const mark = (value: boolean) => (value ? 'yes' : '');

function regions(): string[][] {
  return [
    ['Region', 'VPC', 'Enterprise', 'GPU', 'Object storage'],
    ...[...REGIONS].map(([id, { vpc, enterprise, gpu, objectStorage }]) => [
      id,
      mark(vpc),
      mark(enterprise),
      mark(gpu),
      objectStorage.map(({ host, type }) => `${host} (${type})`).join(', '),
    ]),
  ];
}

function instanceTypes(): string[][] {
  return [
    ['Id', 'Class', 'vCPU', 'Memory GiB', 'GPUs', 'US dollars a month'],
    ...[...INSTANCE_TYPES]
      .filter(([, type]) => type.class !== 'nanode')
      .map(([id, type]) => [
        id,
        type.class,
        String(type.vcpus),
        String(type.memory),
        type.gpus ? String(type.gpus) : '',
        priceText(OFFER.instanceTypes[id]?.price),
      ]),
  ];
}
