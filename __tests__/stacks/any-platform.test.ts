import '../support/property-seed';
import * as fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { resourceAddresses } from '../support/addresses';
import { platforms } from '../support/generators/platform';
import { dataOf, ENTERPRISE, platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { schemaProblems } from '../support/schema-check/check-stack';
import { type StackJson, synthesize } from '../support/synthesize';

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

/** Outputs that stand for one of no resources, which is null: the engine drops them, and cdktf-cli trips over that. */
function nullOutputs({ output = {}, resource = {} }: StackJson): string[] {
  return Object.entries(output).flatMap(([name, { value }]) => {
    const [, type = '', id = ''] = /one\(\[for \w+ in (\w+)\.(\w+)/.exec(JSON.stringify(value)) ?? [];
    const forEach = resource[type]?.[id]?.for_each;
    return value === null || (forEach && Object.keys(forEach).length === 0) ? [name] : [];
  });
}

describe.each(Object.entries(known))('%s', (_name, data) => {
  const { stacks } = synthesize(platformOf(data));

  it.each(Object.entries(stacks))('has in stack %s only what the providers take', (_stack, json) => {
    expect(schemaProblems(json)).toEqual([]);
  });

  it('has no output that is null', () => {
    expect(Object.values(stacks).flatMap(nullOutputs)).toEqual([]);
  });
});

describe('any platform that breaks no rule', () => {
  it('has stacks that the providers take', () => {
    fc.assert(
      fc.property(platforms, (data) => {
        const platform = platformOf(data);
        const { stacks } = synthesize(platform);

        expect(Object.keys(stacks).sort()).toEqual([...platform.stacks].sort());
        expect(Object.values(stacks).flatMap(schemaProblems)).toEqual([]);
        expect(Object.values(stacks).flatMap(nullOutputs)).toEqual([]);
        for (const json of Object.values(stacks)) expect(resourceAddresses(json)).not.toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
