import { linodeAccess, linodeAddress } from '../../../operations/linode/access';

describe('the address of the Linode API', () => {
  it.each<[string, string | undefined, Record<string, string>, string]>([
    ['is the public one', undefined, {}, 'https://api.linode.com/v4'],
    ['is that of LINODE_URL', undefined, { LINODE_URL: 'http://127.0.0.1:80/' }, 'http://127.0.0.1:80/v4'],
    ['is rather the one that the platform names', 'https://a.example', { LINODE_URL: 'x' }, 'https://a.example/v4'],
    [
      'has the version of LINODE_API_VERSION',
      undefined,
      { LINODE_API_VERSION: 'v4beta' },
      'https://api.linode.com/v4beta',
    ],
    ['keeps a version that it has', 'https://a.example/v4beta', {}, 'https://a.example/v4beta'],
  ])('%s', (_, url, environment, address) => {
    expect(linodeAddress(url, environment)).toBe(address);
  });

  it('is of no use without a token, and that is said with where to get one', () => {
    expect(() => linodeAccess(undefined, {})).toThrow(/LINODE_TOKEN is not set.*cloud\.linode\.com/);
  });

  it('refuses an address with a password, without printing it', () => {
    const message = /^the address of the Linode API has a user or a password(?!.*secret)/;

    expect(() => linodeAddress(undefined, { LINODE_URL: 'https://user:secret@proxy.example' })).toThrow(message);
  });
});
