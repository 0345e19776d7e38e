import { stripVTControlCharacters } from 'node:util';
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

  it('lines up cells that are coloured, on either side', () => {
    const columns = [{ title: 'check' }, { title: 'bytes', align: 'right' as const }, { title: 'found' }];
    const green = (text: string) => `\u001b[32m${text}\u001b[39m`;

    const text = table(columns, [
      [green('ok'), green('7'), 'it is there'],
      ['not checked', '12', ''],
    ]);

    expect(stripVTControlCharacters(text)).toBe(
      ['check        bytes  found', 'ok               7  it is there', 'not checked     12'].join('\n'),
    );
    expect(text).toContain(green('ok'));
  });
});
