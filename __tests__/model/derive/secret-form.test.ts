import { formOf, neededFields, usualField } from '../../../model/derive/secret-form';

describe('the form of a Secret', () => {
  it.each([
    ['tls-certificate', 'kubernetes.io/tls', ['tls.crt', 'tls.key']],
    ['registry-credentials', 'kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
    ['application', 'Opaque', []],
  ] as const)('of purpose %s is what Kubernetes has for it', (purpose, type, fields) => {
    expect(formOf({ name: 'one', purpose }, false)).toEqual({ type, fields, madeBy: 'person' });
  });

  it('has the one field that the reference names', () => {
    const item = { name: 'one', purpose: 'database-credentials', reference: 'ext-vault://shop/db#password' } as const;

    expect(formOf(item, false).fields).toEqual(['password']);
  });

  it('has the fields that the baseline reads, and is made by the platform', () => {
    expect(formOf({ name: 'loki-bucket-key', purpose: 'object-storage-key' }, true)).toEqual({
      type: 'Opaque',
      fields: ['access_key', 'secret_key'],
      madeBy: 'bucket-key',
    });
    expect(formOf({ name: 'grafana-admin', purpose: 'application' }, true).madeBy).toBe('random');
  });

  it('is that of any other secret in another environment, whatever its name', () => {
    expect(neededFields({ name: 'grafana-admin', purpose: 'application' }, false)).toEqual([]);
  });
});

describe('the field that nobody names', () => {
  it.each([
    [{ purpose: 'api-token', fields: [] }, 'token'],
    [{ purpose: 'application', fields: [] }, 'value'],
    [{ purpose: 'database-credentials', fields: [] }, undefined],
    [{ purpose: 'database-credentials', fields: ['password'] }, 'password'],
    [{ purpose: 'tls-certificate', fields: ['tls.crt', 'tls.key'] }, undefined],
  ] as const)('of %j is %s', (item, field) => {
    expect(usualField(item)).toBe(field);
  });
});
