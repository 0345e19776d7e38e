import { bucketExists, bucketsNamed, makeBucket, removeBucket } from '../../../operations/linode/buckets';
import { connectLinode } from '../../../operations/linode/client';
import { listKeys, mintLimitedKey, mintUnlimitedKey, revokeKey } from '../../../operations/linode/object-keys';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { startLinodeApi, type LinodeApiStandIn } from '../../support/linode-api';

const bucket = { name: 'acme-state', region: 'nl-ams' };

describe('the client of the Linode API', () => {
  let api: LinodeApiStandIn;
  beforeEach(async () => {
    api = await startLinodeApi();
  });
  afterEach(() => {
    api.stop();
  });

  it('makes, finds and removes buckets', async () => {
    await makeBucket({ ...bucket, endpointHost: 'nl-ams-1.linodeobjects.com' });

    expect(await bucketExists(bucket)).toBe(true);
    expect(await bucketsNamed('acme-')).toEqual([bucket]);
    expect([...api.world.linode.buckets.values()]).toMatchObject([{ acl: 'private', label: 'acme-state' }]);

    await removeBucket(bucket);
    expect(await bucketExists(bucket)).toBe(false);
    await removeBucket(bucket);
  });

  it('mints keys with exactly the limits that are asked for, and revokes them', async () => {
    await makeBucket({ ...bucket, endpointHost: undefined });

    const limited = await mintLimitedKey('limited', [bucket]);
    const unlimited = await mintUnlimitedKey('unlimited', 'nl-ams');

    expect(limited.secretKey).not.toBe('');
    expect(await listKeys()).toMatchObject([
      {
        label: 'limited',
        limited: true,
        bucket_access: [{ bucket_name: 'acme-state', region: 'nl-ams', permissions: 'read_write' }],
      },
      { label: 'unlimited', limited: false, bucket_access: null },
    ]);

    for (const { id } of [limited, unlimited, limited]) await revokeKey(id);
    expect(await listKeys()).toEqual([]);
  });

  it('takes no web page for an empty list', async () => {
    const page = { headers: { 'content-type': 'text/html' }, body: '<html>Log in</html>' };
    await httpStandIn([page], async ({ url, requests }) => {
      connectLinode({ url: `${url}/v4`, token: 'any' });
      await expect(listKeys()).rejects.toThrow(/is not the Linode API: it answers 200 with something else/);
      expect(requests).toHaveLength(1);
    });
  });

  it('tries again what may succeed then', async () => {
    api.world.faults.refuse({ type: 'api', operation: 'GET' }, { message: 'busy', status: 503, times: 2 });

    expect(await bucketExists(bucket)).toBe(false);
  });

  it.each([500, 502, 503, 504])('tries a request again that only reads, after %i', async (status) => {
    const answers = [{ status }, { body: { data: [], page: 1, pages: 1 } }];
    await httpStandIn(answers, async ({ url, requests }) => {
      connectLinode({ url: `${url}/v4`, token: 'any' });

      await expect(listKeys()).resolves.toEqual([]);
      expect(requests).toHaveLength(2);
    });
  });

  it.each([400, 401, 403, 404])('does not try again after %i', async (status) => {
    await httpStandIn([{ status, body: { errors: [{ reason: 'no' }] } }], async ({ url, requests }) => {
      connectLinode({ url: `${url}/v4`, token: 'any' });

      await expect(listKeys()).rejects.toThrow(String(status));
      expect(requests).toHaveLength(1);
    });
  });

  it('waits as long as it is told to', async () => {
    const answers = [{ status: 429, headers: { 'retry-after': '2' } }, { body: { data: [], page: 1, pages: 1 } }];
    await httpStandIn(answers, async ({ url, requests }) => {
      connectLinode({ url: `${url}/v4`, token: 'any' });
      const begun = Date.now();

      await expect(listKeys()).resolves.toEqual([]);
      expect(Date.now() - begun).toBeGreaterThanOrEqual(1900);
      expect(requests).toHaveLength(2);
    });
  });

  it('gives up after a while, and says what to do', async () => {
    api.world.faults.refuse({ type: 'api', operation: 'GET' }, { message: 'Too many', status: 429, times: 10 });

    await expect(listKeys()).rejects.toThrow(/429 Too many\. .*wait a minute/);
  });

  it('does not mint twice when the answer was lost', async () => {
    const lost = { message: 'gone', status: 500, answer: 'lost' } as const;
    api.world.faults.refuse({ type: 'api', operation: 'POST' }, lost);

    await expect(mintUnlimitedKey('once', 'nl-ams')).rejects.toThrow('500 gone');
    expect(await listKeys()).toHaveLength(1);
  });

  it('says what was refused and why, without the token', async () => {
    const { token } = api.world.linode.createToken('narrow', 'lke:read_only');
    connectLinode({ url: api.url, token });

    const error = await listKeys().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'LinodeError',
      status: 401,
      message: expect.stringMatching(
        /^the Linode API refuses GET .*\/v4\/object-storage\/keys: 401 .*not authorized.*LINODE_TOKEN/,
      ) as string,
    });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(token);
  });

  it('says so when nobody answers', async () => {
    connectLinode({ url: 'http://127.0.0.1:1/v4', token: 'any' });

    await expect(mintUnlimitedKey('nobody', 'nl-ams')).rejects.toThrow(
      'the Linode API cannot be reached (POST http://127.0.0.1:1/v4/object-storage/keys)',
    );
  });
});
