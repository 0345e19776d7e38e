import { parse } from 'yaml';
import type { PlatformData } from '../../../operations/adopt/part';
import { platformText } from '../../../operations/adopt/platform-text';

const DATA = {
  name: 'shop',
  cluster: { kubernetesVersion: '1.34' },
  environments: { system: { nodePools: [{ name: 'base', count: 3 }] } },
  imports: [{ stack: 'cluster', to: 'linode_lke_cluster.cluster', id: '10' }],
} as unknown as PlatformData;

const NOTES = [
  { path: ['name'], text: 'The cluster is called Shop.' },
  { path: ['cluster', 'kubernetesVersion'], text: 'Old.' },
  { path: ['environments', 'system', 'nodePools', 0], text: 'Pool 11.' },
  { path: ['imports'], text: 'Remove it.' },
  { path: ['state'], text: 'Of a part that is not there.' },
];

describe('the text of a platform file', () => {
  it('has its comments above what they are about', () => {
    expect(platformText(DATA, NOTES, 'What this is.\nAnd why.')).toBe(`# What this is.
# And why.

# The cluster is called Shop.
name: shop

cluster:
  # Old.
  kubernetesVersion: '1.34'

environments:
  system:
    nodePools:
      # Pool 11.
      - name: base
        count: 3

# Remove it.
imports:
  - { stack: cluster, to: linode_lke_cluster.cluster, id: '10' }
`);
  });

  it('says what it was made of', () => {
    expect(parse(platformText(DATA, NOTES, 'Heading.'))).toEqual(DATA);
  });

  it('keeps two comments on one value', () => {
    const notes = ['one', 'two'].map((text) => ({ path: ['name'], text }));

    expect(platformText(DATA, notes, 'Heading.')).toContain('# one\n# two\nname: shop');
  });
});
