import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fatesOf } from '../../../../cli/commands/environment/fates';

const folder = mkdtempSync(join(tmpdir(), 'fates-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(text: string): string {
  const file = join(folder, 'volumes.yaml');
  writeFileSync(file, text);
  return file;
}

describe('what is said of claims', () => {
  it('stands in flags and in a file, and a flag wins', () => {
    const volumes = fileWith('data-0: keep\ndata-1: keep\n');

    expect(fatesOf({ volumes, volume: ['data-1=delete'] })).toEqual({ 'data-0': 'keep', 'data-1': 'delete' });
    expect(fatesOf({})).toEqual({});
  });

  it.each(['data', '=keep'])('is not %j', (given) => {
    expect(() => fatesOf({ volume: [given] })).toThrow('this does not say what becomes of a claim');
  });

  it.each([
    ['a list', '- data-0\n', 'this is not a map'],
    ['no YAML', '{', 'cannot be read'],
  ])('is not %s', (_what, text, message) => {
    expect(() => fatesOf({ volumes: fileWith(text) })).toThrow(message);
  });

  it('is not in a file that is missing', () => {
    expect(() => fatesOf({ volumes: join(folder, 'missing') })).toThrow(
      'what becomes of the claims cannot be read: there is no such file',
    );
  });
});
