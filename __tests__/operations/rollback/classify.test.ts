import type { ChangeJson, PlanJson, ResourceChangeJson } from '../../../operations/engine/plan-json';
import { asks, type Inverse, reversibilityOf, waysBack } from '../../../operations/rollback/classify';

const resource = (
  type: string,
  actions: ChangeJson['actions'],
  more: Partial<Omit<ResourceChangeJson, 'change'>> & { readonly change?: Partial<ChangeJson> } = {},
): ResourceChangeJson => ({
  address: `${type}.it`,
  mode: 'managed',
  type,
  ...more,
  change: { actions, ...more.change },
});
const plan = (...changes: ResourceChangeJson[]): PlanJson => ({ format_version: '1.2', resource_changes: changes });
const waysOf = (...changes: ResourceChangeJson[]) => waysBack(plan(...changes));

describe('the way back of a plan', () => {
  it('has an inverse for each action, in the order in which it is gone', () => {
    const all = waysOf(
      resource('linode_firewall', ['create'], { address: 'a' }),
      resource('linode_firewall', ['delete'], { address: 'b' }),
      resource('linode_firewall', ['delete', 'create'], { address: 'c' }),
      resource('linode_firewall', ['update'], {
        address: 'd',
        change: { before: { label: 'x' }, after: { label: 'y' } },
      }),
      resource('linode_firewall', ['forget'], { address: 'e' }),
      resource('linode_firewall', ['no-op'], { address: 'f', change: { importing: { id: '7' } } }),
      resource('linode_firewall', ['no-op'], { address: 'g', previous_address: 'h' }),
      resource('linode_firewall', ['no-op'], { address: 'i' }),
      resource('linode_lke_clusters', ['read'], { address: 'j', mode: 'data' }),
    );

    expect(
      all.map(({ address, action, inverse, order, reversibility }) => [address, action, inverse, order, reversibility]),
    ).toEqual([
      ['e', 'forget', 'import', 1, 'reversible'],
      ['f', 'import', 'forget', 1, 'reversible'],
      ['g', 'move', 'move', 1, 'reversible'],
      ['b', 'destroy', 'create', 2, 'needs-restore'],
      ['c', 'replace', 'replace', 3, 'needs-restore'],
      ['d', 'update', 'update', 3, 'reversible'],
      ['a', 'create', 'destroy', 4, 'reversible'],
    ]);
    expect(all.filter(asks).map(({ address }) => address)).toEqual(['b', 'c', 'a']);
    expect(reversibilityOf(all)).toBe('needs-restore');
  });

  it('is asked about where it takes something away, or is not all of the way', () => {
    const isAsked = (reversibility: 'reversible' | 'needs-restore' | 'irreversible', inverse: Inverse) =>
      asks({ reversibility, inverse });

    for (const inverse of ['destroy', 'replace'] as const) expect(isAsked('reversible', inverse)).toBe(true);
    for (const inverse of ['update', 'create', 'move', 'import', 'forget'] as const) {
      expect(isAsked('reversible', inverse)).toBe(false);
      expect(isAsked('needs-restore', inverse)).toBe(true);
      expect(isAsked('irreversible', inverse)).toBe(true);
    }
  });

  it('is as bad as the worst value of an update, and names it alone', () => {
    const plane = (high_availability: boolean) => ({
      label: String(high_availability),
      control_plane: [{ high_availability }],
    });
    const [way] = waysOf(
      resource('linode_lke_cluster', ['update'], { change: { before: plane(false), after: plane(true) } }),
    );

    expect(way).toMatchObject({
      reversibility: 'irreversible',
      verdicts: [{ rule: 'cluster-high-availability', path: 'control_plane.high_availability' }],
    });
  });

  it('passes over what the provider computes', () => {
    const change = { before: { label: 'a', nodes: [1] }, after: { label: 'b' }, after_unknown: { nodes: true } };

    expect(waysOf(resource('linode_lke_node_pool', ['update'], { change }))).toMatchObject([
      { reversibility: 'reversible', verdicts: [{ path: 'label' }] },
    ]);
  });

  it.each([
    [
      'an attribute',
      resource('linode_firewall', ['update'], { change: { before: { brand_new: 1 }, after: { brand_new: 2 } } }),
    ],
    ['a type', resource('linode_volume', ['create'])],
    [
      'an update of which nothing is seen',
      resource('linode_firewall', ['update'], { change: { before: {}, after: {} } }),
    ],
  ])('is never reversible where no rule knows %s', (_, change) => {
    expect(waysOf(change)).toMatchObject([{ reversibility: 'irreversible', verdicts: [{ rule: 'unknown' }] }]);
  });

  it('counts what is moved or imported and changed at once as both', () => {
    const change = { before: { label: 'a' }, after: { label: 'b' }, importing: { id: '7' } };
    const [imported] = waysOf(resource('linode_firewall', ['update'], { change }));
    const [moved] = waysOf(
      resource('helm_release', ['update'], {
        previous_address: 'helm_release.old',
        change: { ...change, importing: undefined },
      }),
    );

    expect(imported).toMatchObject({ inverse: 'forget', verdicts: [{ rule: 'imported-and-changed' }] });
    expect(moved).toMatchObject({
      previousAddress: 'helm_release.old',
      reversibility: 'needs-restore',
      verdicts: [{ rule: 'release-upgraded' }],
    });
  });

  it('holds no value of a plan', () => {
    const change = { before: { data: { a: 'canary-1' } }, after: { data: { a: 'canary-2' } } };

    expect(JSON.stringify(waysOf(resource('kubernetes_secret_v1', ['update'], { change })))).not.toContain('canary');
  });
});
