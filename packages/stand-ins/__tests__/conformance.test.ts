import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(__dirname, '../CONFORMANCE.md');
/** Those of the lab need it to be built, and so they are a suite of their own. */
const FOLDERS = [__dirname, join(__dirname, 's3'), join(__dirname, '../../../__tests__/lab')];

const testsIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

/** The rows that tests name, each in brackets at the end of a name: `L11, L12`. */
const provedRows = FOLDERS.flatMap(testsIn)
  .flatMap((text) => [...text.matchAll(/\(([A-Z]\d+(?:, [A-Z]\d+)*)\)['"]/g)])
  .flatMap(([, rows = '']) => rows.split(', '));

describe('the conformance table', () => {
  const rows = [...readFileSync(FILE, 'utf8').matchAll(/^\| ([A-Z]\d+) +\|/gm)].map(([, row]) => row);

  it('has a row for each that tests name, and a test for each row', () => {
    expect(new Set(provedRows)).toEqual(new Set(rows));
  });

  it('has each row once', () => {
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });
});
