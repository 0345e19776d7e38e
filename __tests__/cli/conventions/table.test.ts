import picocolors from 'picocolors';
import { table } from '../../../cli/conventions/table';

describe('a table', () => {
  it('lines its cells up, be they coloured or not', () => {
    const { red } = picocolors.createColors(true);
    const columns = [{ title: 'stack' }, { title: 'bytes', align: 'right' as const }, { title: 'change' }];

    const text = table(columns, [
      ['state', '7', red('new')],
      ['production', '12345', 'removed'],
    ]);

    expect(text.replaceAll(red('new'), 'new')).toBe(
      ['stack       bytes  change', 'state           7  new', 'production  12345  removed'].join('\n'),
    );
  });
});
