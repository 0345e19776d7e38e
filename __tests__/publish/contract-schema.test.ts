import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { termsOfContract } from '../../model/handoff/terms';
import { CONTRACT_SCHEMA_FILE, contractSchema, contractSchemaText } from '../../publish/contract-schema';
import { examplePlatform } from '../support/platforms';

describe('the JSON Schema of a hand-off contract', () => {
  const accepts = new Ajv2020({ validateFormats: false }).compile(contractSchema());
  const contract = { ...termsOfContract(examplePlatform(), { name: 'production' }), namespace_uid: 'uid' };

  it('is committed as the model makes it (npm run contracts writes it)', () => {
    expect(readFileSync(join(__dirname, '../..', CONTRACT_SCHEMA_FILE), 'utf8')).toBe(contractSchemaText());
  });

  it('takes a contract, and nothing beside what it knows', () => {
    expect([accepts(contract), accepts.errors]).toEqual([true, null]);
    expect(accepts({ ...contract, kubeconfig_url: 'https://x' })).toBe(false);
  });
});
