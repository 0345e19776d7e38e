import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isThere } from './support/markdown';

const root = join(__dirname, '..');
const [requirement = '', table = ''] = readFileSync(join(root, 'docs/data-model.md'), 'utf8').split(
  '\n## Where each rule is held\n',
);
const [entities = '', lifecycle = ''] = requirement.split('\n## State Transitions\n');

interface Row {
  readonly entity: string;
  readonly rule: string;
  /** Words that source and tests mention; none where the rule is not held yet. */
  readonly heldBy: readonly string[];
  readonly sources: readonly string[];
  readonly tests: readonly string[];
}

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());
const linksIn = (cell = '') => [...cell.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = '']) => file);

const ROWS = [...table.matchAll(/^\| (?!entity|-).*$/gm)].map(([line]): Row => {
  const [, entity = '', rule = '', heldBy = '', source, test] = cellsOf(line);
  const words = [...heldBy.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
  return { entity, rule, heldBy: words, sources: linksIn(source), tests: linksIn(test) };
});

/** Rules of the entities, as they are written. */
const ofEntities = entities.split('\n### ').flatMap((section) => {
  const rules = /- \*\*rules\*\*:\n((?: {2}- .*\n?)+)/.exec(section)?.[1] ?? '';
  return [...rules.matchAll(/^ {2}- (.*)$/gm)].map(([, rule = '']) => [section.split('\n')[0], rule]);
});

/** The changes of an environment's status, and what follows from each. */
const ofLifecycle = [
  ...[...lifecycle.matchAll(/^\| `.*$/gm)].map(([line]) => {
    const [, from, event, to] = cellsOf(line);
    return `${from}, ${event}: ${to}`;
  }),
  ...[...lifecycle.matchAll(/^State changes .*$/gm)].map(([line]) => line),
].map((rule) => ['Environment Lifecycle', rule]);

const REQUIRED = [...ofEntities, ...ofLifecycle];
const HELD = ROWS.filter(({ heldBy }) => heldBy.length > 0);

const mentions = (file: string, words: readonly string[]) => {
  const text = readFileSync(join(root, file), 'utf8');
  return words.filter((word) => text.includes(word));
};

describe('the table of docs/data-model.md', () => {
  it('reads the requirement', () => {
    expect(ofEntities).toContainEqual(['NodePool', 'Production node pools require multi-AZ when available.']);
    expect([ofEntities.length, ofLifecycle.length]).toEqual([22, 7]);
  });

  it.each(REQUIRED)('has the rule of %s: %s', (entity, rule) => {
    expect(ROWS.filter((row) => row.entity === entity && row.rule === rule)).not.toEqual([]);
  });

  it('has no rule that is not required', () => {
    const rules = REQUIRED.map(([entity, rule]) => `${entity}: ${rule}`);

    expect(ROWS.map(({ entity, rule }) => `${entity}: ${rule}`).filter((rule) => !rules.includes(rule))).toEqual([]);
  });

  it('names files for what is held, and none for what is not yet', () => {
    const silent = HELD.filter(({ sources, tests }) => sources.length === 0 || tests.length === 0);
    const early = ROWS.filter(({ heldBy, sources, tests }) => heldBy.length === 0 && sources.length + tests.length > 0);

    expect([silent, early]).toEqual([[], []]);
  });

  it.each(HELD)('leads from “$rule” to files that mention $heldBy', ({ heldBy, sources, tests }) => {
    const files = [...sources, ...tests];

    expect(files.filter((file) => !isThere(file))).toEqual([]);
    expect(files.filter((file) => mentions(file, heldBy).length === 0)).toEqual([]);
    for (const group of [sources, tests])
      expect(new Set(group.flatMap((file) => mentions(file, heldBy)))).toEqual(new Set(heldBy));
  });
});
