import { notTold } from '../../../operations/doctor/linode';
import { LinodeError } from '../../../operations/linode/error';

describe('what the Linode API does not tell', () => {
  const refusal = (status: number | undefined, what: string) => new LinodeError(what, status);

  it.each([
    ['a token that is not in force', 401, '401 Invalid Token', 'fail', /^set LINODE_TOKEN/],
    [
      'a token that may not ask that',
      401,
      '401 not authorized',
      'not-checked',
      /^give the token the scope lke:read_only$/,
    ],
    ['a token that is forbidden it', 403, '403 Forbidden', 'not-checked', /^give the token the scope lke:read_only$/],
    ['one that asks too often', 429, '429 Too many', 'not-checked', /run doctor again/],
    ['an API that has trouble', 500, '500', 'not-checked', /run doctor again/],
    ['an API that nobody reaches', undefined, 'cannot be reached', 'not-checked', /the line of the Linode API/],
  ])('is put down to %s', (_, status, what, found, fix) => {
    expect(notTold(refusal(status, what), 'lke:read_only')).toEqual({
      status: found,
      found: what,
      fix: expect.stringMatching(fix) as string,
    });
  });

  it('is nothing that went wrong elsewhere', () => {
    expect(() => notTold(new Error('something of ours'), 'lke:read_only')).toThrow('something of ours');
  });
});
