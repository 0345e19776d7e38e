import type { Block } from '../../protocol/schema';
import { UNKNOWN } from '../../protocol/values';
import { Records } from '../../world/records';
import { recordedType } from '../../engine/recorded-type';

const block: Block = {
  attributes: {
    label: { type: 'string', required: true },
    id: { type: 'string', computed: true },
    host: { type: 'string', computed: true },
    size: { type: 'number', computed: true },
  },
};

describe('a resource type of which only the schema is known', () => {
  const records = new Records();
  const type = recordedType('linode_other', block, records);

  it('is recorded with a numeric id and a value of its type for all that is computed', async () => {
    const created = await type.create({ label: 'a', id: UNKNOWN, host: UNKNOWN, size: UNKNOWN }, {}, {});
    expect(created).toEqual({ label: 'a', id: '1001', host: 'stand-in-host', size: 0 });
    expect(await type.read(created, {})).toEqual(created);
  });

  it('is read as a test has changed it, until it is gone', async () => {
    records.of('linode_other').set('1001', { label: 'changed', id: '1001' });
    expect(await type.read({ id: '1001' }, {})).toMatchObject({ label: 'changed' });
    await type.destroy({ id: '1001' }, {});
    expect(await type.read({ id: '1001' }, {})).toBeNull();
  });
});
