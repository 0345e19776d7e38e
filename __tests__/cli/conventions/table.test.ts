import { table } from '../../../cli/conventions/table';

describe('a table', () => {
  it('lines its cells up', () => {
    const columns = [{ title: 'stack' }, { title: 'bytes', align: 'right' as const }, { title: 'change' }];

    const text = table(columns, [
      ['state', '7', 'new'],
      ['production', '12345', 'removed'],
    ]);

    expect(text).toBe(['stack       bytes  change', 'state           7  new', 'production  12345  removed'].join('\n'));
  });

  it('colours the cells of a column, which does not move the others', () => {
    const columns = [{ title: 'change', colour: (cell: string) => `<${cell}>` }, { title: 'stack' }];

    expect(table(columns, [['new', 'state']])).toBe(['change  stack', '<new>     state'].join('\n'));
  });
});
