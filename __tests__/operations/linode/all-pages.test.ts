import { allPages } from '../../../operations/linode/all-pages';
import { bucketsNamed, existingAmong, makeBucket } from '../../../operations/linode/buckets';
import { listKeys, mintUnlimitedKey } from '../../../operations/linode/object-keys';
import { listTokens, mintToken } from '../../../operations/linode/tokens';
import { type LinodeApiStandIn, startLinodeApi } from '../../support/linode-api';

describe('a list of the Linode API', () => {
  it('is asked for page by page, of the largest pages, and comes in its order', async () => {
    const asked: object[] = [];
    const all = await allPages((params) => {
      asked.push(params);
      return Promise.resolve({ data: [`${params.page}a`, `${params.page}b`], page: params.page, pages: 3 });
    });

    expect(all).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
    expect(asked).toEqual([1, 2, 3].map((page) => ({ page, page_size: 500 })));
  });

  it('may be empty', async () => {
    expect(await allPages(({ page }) => Promise.resolve({ data: [], page, pages: 1 }))).toEqual([]);
  });

  it('is not known where one of its pages is refused', async () => {
    const pages = allPages(({ page }) =>
      page === 2 ? Promise.reject(new Error('no')) : Promise.resolve({ data: [page], page, pages: 3 }),
    );

    await expect(pages).rejects.toThrow('no');
  });
});

describe('beyond the first page', () => {
  let api: LinodeApiStandIn;
  beforeEach(async () => {
    api = await startLinodeApi();
    api.world.linode.longestPage = 1;
  });
  afterEach(() => {
    api.stop();
  });

  it('there are buckets', async () => {
    for (const name of ['acme-a', 'acme-b', 'other']) {
      await makeBucket({ name, region: 'nl-ams', endpointHost: undefined });
    }

    expect((await bucketsNamed('acme-')).map(({ name }) => name)).toEqual(['acme-a', 'acme-b']);
    expect(await existingAmong(['other', 'acme-c'])).toEqual(['other']);
  });

  it('there are keys', async () => {
    for (const label of ['one', 'two', 'three']) await mintUnlimitedKey(label, 'nl-ams');

    expect((await listKeys()).map(({ label }) => label)).toEqual(['one', 'two', 'three']);
  });

  it('there are tokens', async () => {
    for (const label of ['one', 'two']) await mintToken({ label, scopes: 'lke:read_only', expiresAt: undefined });

    expect((await listTokens()).map(({ label }) => label)).toEqual(['everything', 'one', 'two']);
  });
});
