import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTITIES } from '../../../model/entities/all';

const requirement = readFileSync(join(__dirname, '../../../docs/data-model.md'), 'utf8');

/** Entities of docs/data-model.md with their fields, as written there. */
const required = requirement
  .slice(requirement.indexOf('## Entities'), requirement.indexOf('## State Transitions'))
  .split('\n### ')
  .slice(1)
  .map((section) => {
    const fields = /- \*\*fields\*\*:\n((?: {2}- .*\n)+)/.exec(section)?.[1] ?? '';
    return {
      name: section.split('\n')[0] ?? '',
      fields: [...fields.matchAll(/^ {2}- `(\w+)`/gm)].map(([, name]) => name ?? ''),
    };
  });

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe('the entities', () => {
  it('are those of docs/data-model.md, in its order', () => {
    expect(ENTITIES.map(({ name }) => name)).toEqual(required.map(({ name }) => name));
  });

  it.each(required.flatMap(({ name, fields }) => fields.map((field) => [name, field] as const)))(
    'mark %s.%s as desired, derived or observed, in one of them only',
    (name, field) => {
      const { desired, derived, observed } = ENTITIES.find((entity) => entity.name === name)!;

      expect([desired, derived, observed].filter((group) => camelCase(field) in group)).toHaveLength(1);
    },
  );

  it('cover the 49 fields of the requirement', () => {
    expect(required.flatMap(({ fields }) => fields)).toHaveLength(49);
  });

  it('say of each result where it is seen, and of each derived field what it follows from', () => {
    const silent = ENTITIES.flatMap(({ observed, derived }) => [
      ...Object.values(observed).filter(({ seeWith }) => !seeWith),
      ...Object.values(derived).filter(({ from }) => !from),
    ]);

    expect(silent).toEqual([]);
  });
});
