import '../support/property-seed';
import * as fc from 'fast-check';
import { parseSecretReference, SECRET_SOURCES } from '../../model/secret-reference';

describe('a reference to a secret', () => {
  it('names source, path and key', () => {
    expect(parseSecretReference('ext-vault://shop/production/database#password')).toEqual({
      source: 'ext-vault',
      path: 'shop/production/database',
      key: 'password',
    });
  });

  it('means the whole secret without a key', () => {
    expect(parseSecretReference('kubernetes://monitoring/grafana')).toEqual({
      source: 'kubernetes',
      path: 'monitoring/grafana',
    });
  });

  it.each([
    'vault://shop',
    'arn:linode:secrets:shop',
    'ext-vault:/shop',
    'ext-vault://',
    'ext-vault:///shop',
    'ext-vault://shop/',
    'ext-vault://shop//database',
    'ext-vault://shop#',
    'ext-vault://shop#a#b',
    'ext-vault://shop data',
    'ext-vault://..',
    'ext-vault://../shop',
    'ext-vault://shop/../other#key',
    'ext-vault://shop/.',
    'EXT-VAULT://shop',
    ' ext-vault://shop',
    'ext-vault://shop\n',
    '',
  ])('is not %j', (text) => {
    expect(parseSecretReference(text)).toBeUndefined();
  });

  it('reads back what follows its grammar', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9._-]{1,10}$/);
    const part = word.filter((text) => !/^[.]{1,2}$/.test(text));
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((words) => words.join('/'));
    fc.assert(
      fc.property(fc.constantFrom(...SECRET_SOURCES), path, word, (source, path, key) => {
        expect(parseSecretReference(`${source}://${path}#${key}`)).toEqual({ source, path, key });
      }),
    );
  });
});
