import type { Block } from '../../protocol/schema';
import { UNKNOWN, type Fields } from '../../protocol/values';
import { planChange, replacements } from '../../engine/plan';

const block: Block = {
  attributes: {
    label: { type: 'string', required: true },
    note: { type: 'string', optional: true },
    size: { type: 'number', optional: true, computed: true },
    id: { type: 'string', computed: true },
    secret: { type: 'string', optional: true, write_only: true },
  },
  block_types: {
    pool: {
      nesting_mode: 'list',
      block: { attributes: { id: { type: 'number', computed: true }, type: { type: 'string', required: true } } },
    },
  },
};
const config: Fields = { label: 'a', note: null, size: null, id: null, secret: 'x', pool: [{ id: null, type: 't' }] };
const prior: Fields = { label: 'a', note: '', size: 3, id: '7', secret: null, pool: [{ id: 1, type: 't' }] };

describe('a plan', () => {
  it('leaves computed values unknown in a creation, and drops write-only ones', () => {
    const planned = planChange(block, { plugin: 'sdk' }, { prior: null, planned: config, config });
    expect(planned).toEqual({
      ...config,
      size: UNKNOWN,
      id: UNKNOWN,
      secret: null,
      pool: [{ id: UNKNOWN, type: 't' }],
    });
  });

  it('of SDK 2 keeps computed values in an update, place by place, and knows no change from empty to nothing', () => {
    const wanted = {
      ...config,
      size: 3,
      id: '7',
      pool: [
        { id: 1, type: 'u' },
        { id: null, type: 't' },
      ],
    };
    const planned = planChange(block, { plugin: 'sdk' }, { prior, planned: wanted, config });
    expect(planned).toMatchObject({
      note: '',
      id: '7',
      pool: [
        { id: 1, type: 'u' },
        { id: UNKNOWN, type: 't' },
      ],
    });
  });

  it('of the framework leaves computed values unknown in an update, but for those that are kept', () => {
    const rules = { plugin: 'framework', keeps: ['id', 'pool.id'] } as const;
    const proposed = { ...prior, note: null };
    expect(planChange(block, rules, { prior, planned: { ...proposed, label: 'b' }, config })).toMatchObject({
      size: UNKNOWN,
      id: '7',
    });
    const unchanged = { prior: { ...prior, note: null }, planned: proposed, config };
    expect(planChange(block, rules, unchanged)).toMatchObject({ size: 3, id: '7' });
  });

  it('gives defaults to what the configuration leaves out, whatever the state has', () => {
    const rules = { plugin: 'framework', defaults: { size: 1 } } as const;
    expect(planChange(block, rules, { prior, planned: { ...prior, note: null }, config })).toMatchObject({ size: 1 });
  });

  it('replaces for a change of what it is told, also of what is not known yet', () => {
    const rules = { plugin: 'sdk', replacedBy: ['label', 'pool.0.type'] } as const;
    const planned = { ...prior, label: UNKNOWN, pool: [{ id: 1, type: 'u' }] };
    expect(replacements(rules, { prior, planned, config })).toEqual(['label', 'pool.0.type']);
    expect(replacements(rules, { prior, planned: prior, config })).toEqual([]);
  });
});
