import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (file: string) => readFileSync(join(__dirname, file), 'utf8');

/** The rows that tests name, each in brackets at the end of a name: `(L11, L12)`. */
function provedRows(): string[] {
  const tests = readdirSync(__dirname).filter((file) => file.endsWith('.test.ts') && !file.startsWith('conformance'));
  const lists = tests.flatMap((file) => [...read(file).matchAll(/\(([A-Z]\d+(?:, [A-Z]\d+)*)\)['"]/g)]);
  return lists.flatMap(([, rows = '']) => rows.split(', '));
}

describe('the conformance table', () => {
  it('has a row for each that tests name, and a test for each row', () => {
    const rows = [...read('../CONFORMANCE.md').matchAll(/^\| ([A-Z]\d+) +\|/gm)].map(([, row]) => row);
    expect(new Set(provedRows())).toEqual(new Set(rows));
  });
});
