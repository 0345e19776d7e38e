import type { WayBack } from '../../../operations/rollback/classify';
import { NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';
import { forgottenBy, takenOver } from '../../../operations/rollback/taken-over';

const way = (address: string, more: Partial<WayBack> = {}): WayBack => ({
  ...{ address, type: 'linode_vpc', action: 'create', inverse: 'destroy', order: 4 },
  ...{ reversibility: 'reversible', verdicts: [] },
  ...more,
});
const imported = (address: string) => way(address, { action: 'import', inverse: 'forget' });
const change = (ways: WayBack[], forgotten: string[] = []) => ({
  ways_back: ways,
  inverse_blocks: { ...NO_BLOCKS, forgotten },
});

describe('what existed before a change', () => {
  it('is what it imports, changed or not, and what former ones did that is to be forgotten', () => {
    const update = way('b', { action: 'update', inverse: 'forget' });

    expect(takenOver(change([way('new'), imported('a'), update], ['c']))).toEqual(['a', 'b', 'c']);
  });

  it('is forgotten, too, where a former change took it over and failed', () => {
    expect(forgottenBy(change([imported('whole')], ['one']), [change([imported('a'), way('new')])])).toEqual([
      'one',
      'a',
    ]);
  });

  it('is known again where it was moved since', () => {
    const moved = (previousAddress: string, address: string) => way(address, { action: 'move', previousAddress });

    expect(forgottenBy(change([moved('b', 'c')]), [change([imported('a')]), change([moved('a', 'b')])])).toEqual([
      ...['a', 'b', 'c'],
    ]);
  });
});
