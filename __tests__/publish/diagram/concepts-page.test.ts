import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONCEPTS_EXAMPLE, CONCEPTS_FILE, withDiagrams } from '../../../publish/diagram/concepts-page';
import { dataOf, platformOf } from '../../support/platforms';

const page = readFileSync(join(__dirname, '../../..', CONCEPTS_FILE), 'utf8');
const platform = platformOf(dataOf(CONCEPTS_EXAMPLE));

describe('the pictures of the example', () => {
  it('are committed as the model has them (npm run docs writes them)', () => {
    expect(withDiagrams(page, platform)).toBe(page);
  });

  it('leave alone what is written by hand', () => {
    const stale = page.replace('stack_cluster["cluster', 'stack_cluster["cats');

    expect(stale).not.toBe(page);
    expect(withDiagrams(stale, platform)).toBe(page);
  });

  it('need their place on the page', () => {
    expect(() => withDiagrams('# Concepts\n', platform)).toThrow('has no place for the diagram stacks');
  });
});
