import '../support/property-seed';
import * as fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { resourceAddresses } from '../support/addresses';
import { platforms } from '../support/generators/platform';
import { dataOf, ENTERPRISE, platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { schemaFaults } from '../support/schema-check/check-stack';
import { synthesize } from '../support/synthesize';

const EXAMPLES = 'docs/examples';
const files = [
  'platform.yaml',
  ...readdirSync(join(__dirname, '../..', EXAMPLES)).map((file) => `${EXAMPLES}/${file}`),
];

const known: Readonly<Record<string, PlatformData>> = {
  ...Object.fromEntries(files.filter((file) => file.endsWith('.yaml')).map((file) => [file, dataOf(file)])),
  'a platform of the standard tier': STANDARD,
  'a platform of the enterprise tier': ENTERPRISE,
};

describe.each(Object.entries(known))('%s', (_name, data) => {
  const { stacks } = synthesize(platformOf(data));

  it.each(Object.entries(stacks))('has in stack %s only what the providers take', (_stack, json) => {
    expect(schemaFaults(json)).toEqual([]);
  });
});

describe('any platform that breaks no rule', () => {
  it('has stacks that the providers take', () => {
    fc.assert(
      fc.property(platforms, (data) => {
        const platform = platformOf(data);
        const { stacks } = synthesize(platform);

        expect(Object.keys(stacks).sort()).toEqual([...platform.stacks].sort());
        expect(Object.values(stacks).flatMap(schemaFaults)).toEqual([]);
        for (const json of Object.values(stacks)) expect(resourceAddresses(json)).not.toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
