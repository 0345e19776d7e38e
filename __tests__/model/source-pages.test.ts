import * as limits from '../../model/limits';
import { RULES } from '../../model/rules/all';
import { pagesOf, sourcesOf } from '../../model/source-pages';
import { networks } from '../../model/values';
import { entityPlaces } from '../../publish/reference/entity-places';
import { fieldsOf } from '../../publish/reference/field-text';
import { isThere } from '../support/markdown';

const ofLimits = Object.values<unknown>({ ...limits, ...networks }).flatMap((limit) =>
  typeof limit === 'object' && limit !== null && 'source' in limit ? [String(limit.source)] : [],
);

/** Every source that a message, `explain` or the reference may name. */
const SOURCES = new Set([
  ...RULES.map(({ source }) => source),
  ...entityPlaces().flatMap(({ entity }) => fieldsOf(entity).map(({ source }) => source)),
  ...ofLimits,
  'YAML 1.2',
  'contracts/platform.schema.json',
]);

describe('the sources of rules, fields and limits', () => {
  it.each([...SOURCES])('%s has its pages in model/source-pages.ts', (source) => {
    const without = sourcesOf(source).filter(({ page }) => page === undefined);

    expect(without.map(({ text }) => text)).toEqual([]);
  });

  it('lead to pages that are public, or to headings of this repository', () => {
    const pages = [...SOURCES].flatMap(pagesOf);

    expect(pages.filter((page) => !page.startsWith('https://') && !isThere(page))).toEqual([]);
  });
});

describe('a text with sources', () => {
  it('names each page, whatever words stand in parentheses', () => {
    expect(pagesOf('data-model.md, NodePool; Linode API, GET /linode/types (gpus)')).toEqual([
      'docs/data-model.md#nodepool',
      'https://techdocs.akamai.com/linode-api/reference/get-linode-types',
    ]);
  });

  it('keeps its words', () => {
    expect(sourcesOf('docs/linode-notes.md (Linode rounds other values)')).toEqual([
      { text: 'docs/linode-notes.md (Linode rounds other values)', page: 'docs/linode-notes.md' },
    ]);
  });

  it('names none that is not known', () => {
    expect(pagesOf('somebody said so; constructor')).toEqual([]);
  });
});
