import { adopted, live, liveDomain, liveEnterprise, liveFirewall } from '../../support/live';
import { assignPools } from '../../../operations/adopt/assign-pools';
import { describePlatform } from '../../../operations/adopt/describe';

const describeAs = (name: string, ownersFrom?: string) => {
  const it = live();
  const intention = { name, owners: ['a@shop.example'], ownersFrom, bucketPrefix: name };
  return describePlatform(it, assignPools(it.pools, { pools: [] }), intention);
};

describe('the description of what exists', () => {
  it('breaks no rule, whatever there is', () => {
    const all = liveEnterprise({ firewall: liveFirewall(), domain: liveDomain() });

    expect(adopted(live()).platform.stacks).toEqual(['state', 'cluster', 'system', 'production']);
    expect(adopted(all).platform.network).toMatchObject({
      vpc: { subnet: '10.0.0.0/14' },
      firewall: { label: 'shop-firewall' },
      dns: { zone: 'shop.example' },
    });
  });

  it('derives the labels that the cluster and its firewall have', () => {
    const { platform } = adopted(live({ firewall: liveFirewall() }));

    expect([platform.cluster.label, platform.network.firewall?.label]).toEqual(['shop', 'shop-firewall']);
  });

  it('notes a name that is not the label of the cluster, and owners that were not given', () => {
    const paths = (notes: readonly { path: readonly unknown[] }[]) => notes.map(({ path }) => path.join('.'));

    expect(paths(describeAs('shop').notes)).not.toEqual(expect.arrayContaining(['name']));
    expect(paths(describeAs('acme', 'the token').notes)).toEqual(expect.arrayContaining(['name', 'owners']));
  });

  it('tells all that the parts leave out', () => {
    const it = live({ cluster: { apl_enabled: true }, domain: liveDomain({ type: 'slave' }) });

    expect(adopted(it).leftOut.map(({ what }) => what)).toEqual([
      'the App Platform in the cluster (apl_enabled)',
      'the domain shop.example (60)',
    ]);
  });
});
