import { referenceHasFields } from '../../../model/rules/secrets';
import { brokenPlaces } from '../../support/broken-places';

describe('a reference to one key of a secret', () => {
  const places = (item: object) =>
    brokenPlaces(referenceHasFields, { environments: { system: { secretsBundle: { items: [item] } } } });
  const REFERENCE = ['environments.system.secretsBundle.items.0.reference'];
  const loki = (reference: string) => ({ name: 'loki-bucket-key', purpose: 'bucket-credentials', reference });

  it('is not enough for what takes two, be it one of them', () => {
    expect(places(loki('ext-vault://loki#access_key'))).toEqual(REFERENCE);
    expect(places(loki('ext-vault://loki#other'))).toEqual(REFERENCE);
  });

  it('is fine as one to the whole secret', () => {
    expect(places(loki('ext-vault://loki'))).toEqual([]);
  });
});
