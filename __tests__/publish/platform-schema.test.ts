import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PLATFORM_SCHEMA_FILE, platformSchema, platformSchemaText } from '../../publish/platform-schema';
import { readCorpus, rulesBrokenBy } from '../support/corpus';

const root = join(__dirname, '../..');
const schema = platformSchema();
// Formats are written as patterns, too, so that no plug-in is needed.
const accepts = new Ajv({ validateFormats: false, allowUnionTypes: true }).compile(schema);
const readable = readCorpus().filter(({ text }) => !rulesBrokenBy(text).includes('yaml'));

/** Rules that JSON Schema can state, too. */
const inJsonSchema = (text: string) => rulesBrokenBy(text).some((rule) => rule === 'schema' || rule === 'api-version');

/** What JSON Schema has no words for: host bits of a network, zero amounts, lengths of durations. */
const beyondJsonSchema = /^(cidr|quantity|duration)-|^day-is-no-day|^alias-|^several-problems-of-one-pool/;

describe('the JSON Schema of the platform file', () => {
  it('is committed as the model makes it (npm run contracts writes it)', () => {
    expect(readFileSync(join(root, PLATFORM_SCHEMA_FILE), 'utf8')).toBe(platformSchemaText());
  });

  it('is named in the first line of the example, so that editors find it', () => {
    const [firstLine] = readFileSync(join(root, 'platform.yaml'), 'utf8').split('\n');

    expect(firstLine).toBe(`# yaml-language-server: $schema=./${PLATFORM_SCHEMA_FILE}`);
  });

  it.each(['platform.yaml', 'docs/examples/full.yaml', 'docs/examples/minimal.yaml'])('accepts %s', (file) => {
    expect(accepts(parse(readFileSync(join(root, file), 'utf8'))) || accepts.errors).toBe(true);
  });

  it.each(readable.filter(({ text, name }) => inJsonSchema(text) && !beyondJsonSchema.test(name)))(
    'refuses $name',
    ({ text }) => {
      expect(accepts(parse(text, { merge: true, stringKeys: true }))).toBe(false);
    },
  );

  it.each(readable.filter(({ text }) => !inJsonSchema(text)))(
    'leaves $name to lke-platform validate, because its problem lies between values',
    ({ text }) => {
      expect(accepts(parse(text)) || accepts.errors).toBe(true);
    },
  );

  it('tells editors of each field what it is for, what is allowed, its default and its source', () => {
    expect(schema.properties).toMatchObject({
      environments: {
        properties: {
          production: {
            properties: {
              quota: {
                properties: {
                  memory: {
                    description: [
                      'Memory that all pods together may request, and may be limited to.',
                      'Allowed: a quantity with Ki, Mi, Gi or Ti, such as 96Gi.',
                      "Default: 80 % of what the environment's pools hold at their largest, in system without what the baseline requests.",
                      'Source: data-model.md, Environment; Kubernetes ResourceQuota.',
                    ].join('\n'),
                  },
                },
              },
            },
          },
        },
      },
    });
  });

  it('refuses keys it does not know, so that editors mark misspelt ones', () => {
    expect(JSON.stringify(schema).match(/"type":"object"/g)?.length).toBe(
      JSON.stringify(schema).match(/"additionalProperties":/g)?.length,
    );
  });
});
