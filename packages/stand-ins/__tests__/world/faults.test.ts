import { setTimeout as sleep } from 'node:timers/promises';
import { Faults, type Incident } from '../../world/faults';

const creation: Incident = { type: 'linode_vpc', name: 'main', operation: 'create' };

describe('faults', () => {
  const happened: string[] = [];
  const happen = () => happened.push('it') && 'done';
  beforeEach(() => {
    happened.length = 0;
  });

  it('refuse as often as they are told, and only what they mean', async () => {
    const faults = new Faults();
    faults.refuse({ type: 'linode_vpc', name: /^ma/ }, { message: 'no', times: 1, status: 429 });
    await expect(faults.around({ ...creation, name: 'other' }, happen)).resolves.toBe('done');
    await expect(faults.around(creation, happen)).rejects.toMatchObject({ message: 'no', status: 429 });
    await expect(faults.around(creation, happen)).resolves.toBe('done');
    expect(happened).toHaveLength(2);
  });

  it('let something happen and lose the answer', async () => {
    const faults = new Faults();
    faults.refuse({ type: 'linode_vpc', operation: 'create' }, { message: 'lost', answer: 'lost' });
    await expect(faults.around(creation, happen)).rejects.toThrow('lost');
    expect(happened).toHaveLength(1);
  });

  it('let something happen after whoever asked was told that it does not', async () => {
    const faults = new Faults();
    faults.refuse({ type: 'linode_vpc', operation: 'create' }, { message: 'late', answer: 'late', lateMs: 20 });
    await expect(faults.around(creation, happen)).rejects.toThrow('late');
    expect(happened).toEqual([]);
    await sleep(100);
    expect(happened).toEqual(['it']);
  });

  it('kill somebody before or after something happens, once', async () => {
    const faults = new Faults();
    const kill = () => happened.push('killed');
    faults.strike({ type: 'linode_vpc', operation: 'create' }, kill);
    await expect(faults.around(creation, happen)).rejects.toThrow('killed');
    faults.strike({ type: 'linode_vpc' }, kill, { after: false });
    await expect(faults.around(creation, happen)).rejects.toThrow('killed');
    await expect(faults.around(creation, happen)).resolves.toBe('done');
    expect(happened).toEqual(['it', 'killed', 'killed', 'it']);
  });

  it('slow down until they are forgotten', async () => {
    const faults = new Faults();
    faults.delay({ type: 'linode_vpc' }, 50);
    const start = Date.now();
    await faults.around(creation, happen);
    expect(Date.now() - start).toBeGreaterThanOrEqual(49);
    faults.clear();
    const again = Date.now();
    await faults.around(creation, happen);
    expect(Date.now() - again).toBeLessThan(40);
  });
});
