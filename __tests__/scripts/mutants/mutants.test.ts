import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder';

const SCRIPT = resolve(__dirname, '../../../scripts/mutants/mutants.js');

interface Mutant {
  readonly id: string;
  readonly line: number;
  readonly change: string;
  readonly text: string;
}

/** In a process of its own: Stryker's package is an ES module, which jest cannot load. */
function mutantsOf(text: string): Mutant[] {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.ts'), text);
  const program = `require(${JSON.stringify(SCRIPT)}).mutantsOf(${JSON.stringify(folder)}, ['a.ts']).then((it) => console.log(JSON.stringify(it)))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' })) as Mutant[];
}

const SOURCE = "const isOld = (age: number) => age > 30 && 'old';\n";

describe('the mutants of a file', () => {
  const mutants = mutantsOf(SOURCE);

  it('change one expression each, and nothing else', () => {
    expect(mutants.map(({ change }) => change)).toEqual(
      expect.arrayContaining(['age > 30 → age >= 30', "age > 30 && 'old' → age > 30 || 'old'"]),
    );
    expect(mutants.find(({ change }) => change === 'age > 30 → age >= 30')?.text).toBe(
      SOURCE.replace('age > 30', 'age >= 30'),
    );
  });

  it('leave texts alone', () => {
    expect(mutants.filter(({ text }) => text.includes('Stryker'))).toEqual([]);
  });

  it('have an id that outlives a change elsewhere in the file', () => {
    const moved = mutantsOf(`// Somebody's comment.\n${SOURCE}`);

    expect(moved.map(({ id }) => id)).toEqual(mutants.map(({ id }) => id));
    expect(moved.map(({ line }) => line)).toEqual(mutants.map(({ line }) => line + 1));
  });

  it('have different ids where an expression is repeated', () => {
    const ids = mutantsOf('export const twice = [a > 1, a > 1];\n').map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });
});
