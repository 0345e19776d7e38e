import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../model/rules/all';
import { entityPlaces } from '../../../publish/reference/entity-places';
import { platformYamlReference, REFERENCE_FILE } from '../../../publish/reference/platform-yaml';

const reference = platformYamlReference();

describe('the reference of the platform file', () => {
  it('is current; if not, run `npm run docs`', () => {
    expect(readFileSync(join(__dirname, '../../..', REFERENCE_FILE), 'utf8')).toBe(reference);
  });

  it('has every entity once, with every field', () => {
    for (const { entity } of entityPlaces()) {
      expect(reference.split(`\n## ${entity.name}\n`)).toHaveLength(2);
      for (const field of Object.keys(entity.desired)) expect(reference).toContain(`\n| \`${field}\` | `);
      for (const field of Object.keys({ ...entity.derived, ...entity.observed }))
        expect(reference).toContain(`- \`${field}\`: `);
    }
  });

  it('has every rule', () => {
    for (const { id } of RULES) expect(reference).toContain(`\n| \`${id}\` | `);
  });

  it('says the four environments once', () => {
    expect(reference).toContain('Stands at `environments.<environment>.nodePools[]`.\n');
  });
});
