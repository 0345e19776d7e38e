import { pinsOf } from '../../../../operations/drift/decided/pinned';

const MODULE = JSON.stringify({
  resource: {
    linode_lke_node_pool: {
      pool: {
        for_each: '${local.pools}',
        node_count: '${each.value.node_count}',
        type: 'g6-standard-1',
        lifecycle: { ignore_changes: ['tags', 'labels["a"]'] },
        tags: [],
        labels: {},
        token_wo: '${var.token}',
      },
      fixed: { node_count: 3 },
    },
  },
});
const decided = {
  values: {
    'linode_lke_node_pool.pool': {
      scaled: { node_count: null, type: 'g6-standard-1', taint: [], tags: [], labels: {} },
      fixed: {
        node_count: 3,
        type: 'g6-standard-1',
        taint: [
          { key: 'a', value: null },
          { key: 'b', value: 'x' },
        ],
      },
      later: {},
    },
    'linode_lke_node_pool.fixed': { node_count: 3 },
  },
  unknown: { 'linode_lke_node_pool.pool': { later: { type: true } } },
};
const at = (key: string) => `linode_lke_node_pool.pool["${key}"]`;

describe('what a configuration decides', () => {
  const pins = pinsOf(MODULE, decided);

  it('is what the engine says: an expression that is null decides nothing', () => {
    expect(pins(at('scaled'), ['node_count'])).toBe(false);
    expect(pins(at('fixed'), ['node_count'])).toBe(true);
    expect(pins('linode_lke_node_pool.fixed', ['node_count'])).toBe(true);
  });

  it('is what is known only when the engine applies, too', () => {
    expect(pins(at('later'), ['type'])).toBe(true);
    expect(pins(at('later'), ['node_count'])).toBe(false);
  });

  it('is of a list of blocks what each of them decides, since a set has another order at the provider', () => {
    expect(pins(at('fixed'), ['taint', 0, 'key'])).toBe(true);
    expect(pins(at('fixed'), ['taint', 1, 'value'])).toBe(false);
    expect(pins(at('scaled'), ['taint', 0])).toBe(false);
  });

  it('is nothing that it tells the engine to ignore, and nothing that it does not name', () => {
    expect(pins(at('scaled'), ['tags'])).toBe(false);
    expect(pins(at('scaled'), ['labels', 'a'])).toBe(false);
    expect(pins(at('scaled'), ['nodes'])).toBe(false);
  });

  it('has the instances that it names', () => {
    expect(pins(at('scaled'), [])).toBe(true);
    expect(pins(at('gone'), [])).toBe(false);
    expect(pins('linode_firewall.other', [])).toBe(false);
  });

  it('is what is written, where no engine was asked: what may be null is not decided', () => {
    const written = pinsOf(MODULE);

    expect(written(at('scaled'), ['type'])).toBe(true);
    expect(written(at('scaled'), ['node_count'])).toBe(false);
    expect(written('linode_lke_node_pool.fixed', ['node_count'])).toBe(true);
    expect(written(at('any'), [])).toBe(true);
  });
});
