import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINODE_NOTES_FILE, withLinodeTables } from '../../../publish/reference/linode-tables';

const page = readFileSync(join(__dirname, '../../..', LINODE_NOTES_FILE), 'utf8');

describe('the tables of what Linode offers', () => {
  it('are committed as the catalogue has them (npm run docs writes them)', () => {
    expect(withLinodeTables(page)).toBe(page);
  });

  it('leave alone what is written by hand', () => {
    const stale = page.replace('| nl-ams |', '| nl-old |');

    expect(stale).not.toBe(page);
    expect(withLinodeTables(stale)).toBe(page);
  });

  it('have no nanodes, which LKE does not take', () => {
    expect(page).not.toContain('| g6-nanode-1 |');
  });

  it('need their place on the page', () => {
    expect(() => withLinodeTables('# Linode notes\n')).toThrow('has no place for the table of regions');
  });
});
