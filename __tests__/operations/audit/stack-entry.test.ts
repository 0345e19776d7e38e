import { stackEntry } from '../../../operations/audit/stack-entry';
import { NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';
import type { Change } from '../../../operations/plan-review/change';
import type { PlanSummary } from '../../../operations/plan-review/plan-summary';

const NONE = { create: 0, update: 0, replace: 0, destroy: 0, forget: 0, import: 0, move: 0 };
const change = (address: string, action: Change['action'], importing?: string): Change => ({
  address,
  action,
  reasons: ['a reason'],
  objects: [],
  attributes: [],
  ...(importing !== undefined && { importing }),
});
const summary = (counts: Partial<PlanSummary['counts']>, ...changes: Change[]): PlanSummary => ({
  counts: { ...NONE, ...counts },
  changes,
  outputs: [],
  changedOutside: [],
  locked: [],
  waysBack: [],
  inverseBlocks: NO_BLOCKS,
});

describe('what the log says of a stack that is applied', () => {
  it('is how many things of which kind', () => {
    const entry = stackEntry('production', summary({ create: 1, update: 2 }, change('a.b', 'create')));

    expect(entry).toMatchObject({ chain: 'production', kind: 'apply', what: 'apply production: 1 create, 2 update' });
    expect(entry.details).toEqual({
      stack: 'production',
      counts: { ...NONE, create: 1, update: 2 },
      changes: [{ address: 'a.b', action: 'create' }],
    });
  });

  it('is said where nothing but outputs changes', () => {
    expect(stackEntry('cluster', summary({}))).toMatchObject({
      chain: 'platform',
      kind: 'apply',
      what: 'apply cluster: outputs alone',
    });
  });

  it('is a destruction where everything goes, and only there', () => {
    const gone = change('a.b', 'destroy');

    expect(stackEntry('staging', summary({ destroy: 1 }, gone)).kind).toBe('destroy');
    expect(stackEntry('staging', summary({ destroy: 1 }, gone, change('a.c', 'update'))).kind).toBe('apply');
  });

  it('names what was taken over by its id', () => {
    const { details } = stackEntry('staging', summary({ import: 1 }, change('a.b', 'import', '5')));

    expect(details).toMatchObject({ changes: [{ address: 'a.b', action: 'import', takenOver: '5' }] });
  });

  it('names two hundred of many, and how many are left out', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => change(`a.b${index}`, 'create'));
    const detailsOf = (count: number) => stackEntry('staging', summary({ create: count }, ...many(count))).details;

    expect(detailsOf(200)).not.toHaveProperty('changesLeftOut');
    expect(detailsOf(203)).toMatchObject({ changesLeftOut: 3 });
    expect((detailsOf(203) as { changes: unknown[] }).changes).toHaveLength(200);
  });
});
