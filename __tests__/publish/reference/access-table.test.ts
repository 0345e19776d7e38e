import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_GUIDE_FILE, withAccessTables } from '../../../publish/reference/access-table';

const page = readFileSync(join(__dirname, '../../..', ACCESS_GUIDE_FILE), 'utf8');

describe('the tables of what roles may do', () => {
  it('are committed as the model has them (npm run docs writes them)', () => {
    expect(withAccessTables(page)).toBe(page);
  });

  it('leave alone what is written by hand', () => {
    const stale = page.replace('| `pods` |', '| `cats` |');

    expect(stale).not.toBe(page);
    expect(withAccessTables(stale)).toBe(page);
  });

  it('need their place on the page', () => {
    expect(() => withAccessTables('# Access\n')).toThrow('has no place for the table of roles');
  });
});
