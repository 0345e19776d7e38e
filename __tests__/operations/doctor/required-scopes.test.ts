import { missingScopes, requiredScopes } from '../../../operations/doctor/required-scopes';
import { platformOf, STANDARD } from '../../support/platforms';

describe('the scopes that a token needs', () => {
  it('are those of the parts that the platform has', () => {
    const always = ['lke:read_write', 'object_storage:read_write', 'linodes:read_only', 'events:read_only'];

    expect(requiredScopes(platformOf(STANDARD))).toEqual(always);
    const network = { dns: { zone: 'acme.example', soaEmail: 'dns@acme.example' } };
    expect(requiredScopes(platformOf({ ...STANDARD, network }))).toEqual([...always, 'domains:read_write']);
  });

  it.each([
    ['*', []],
    ['lke:read_write events:read_only', []],
    ['lke:read_write,events:read_write', []],
    ['lke:* events:*', []],
    ['lke:read_only events:read_only', ['lke:read_write']],
    ['', ['lke:read_write', 'events:read_only']],
  ])('are missing from "%s": %j', (granted, missing) => {
    expect(missingScopes(['lke:read_write', 'events:read_only'], granted)).toEqual(missing);
  });
});
