import { fetchKubeconfig } from '../../../operations/kube-credential/linode-kubeconfig';
import { linodeAddress } from '../../../operations/linode/access';
import { httpStandIn, type Answer, type HttpStandIn } from '@lke-platform/stand-ins/http-stand-in';

const KUBECONFIG: Answer = { body: { kubeconfig: Buffer.from('users: []').toString('base64') } };
const WARMING_UP: Answer = {
  status: 503,
  body: { errors: [{ reason: 'Cluster kubeconfig is not yet available. Please try again later.' }] },
};
const RETRIES = { attempts: 5, firstWaitMs: 1 };

const ask = ({ url }: HttpStandIn, path = '') =>
  fetchKubeconfig('12', { url: linodeAddress(`${url}${path}`, {}), token: 't0ken' }, RETRIES);

describe('the kubeconfig of a cluster', () => {
  it('comes from the Linode API', () =>
    httpStandIn([KUBECONFIG], async (api) => {
      expect(await ask(api)).toBe('users: []');
      expect(api.requests).toMatchObject([
        { method: 'GET', url: '/v4/lke/clusters/12/kubeconfig', headers: { authorization: 'Bearer t0ken' } },
      ]);
    }));

  it.each([
    ['', '/v4/lke/clusters/12/kubeconfig'],
    ['/', '/v4/lke/clusters/12/kubeconfig'],
    ['/v4beta', '/v4beta/lke/clusters/12/kubeconfig'],
    ['/proxy/v4/', '/proxy/v4/lke/clusters/12/kubeconfig'],
    ['/proxy', '/proxy/v4/lke/clusters/12/kubeconfig'],
  ])('comes from an API whose address ends with %j', (path, requested) =>
    httpStandIn([KUBECONFIG], async (api) => {
      await ask(api, path);
      expect(api.requests[0]?.url).toBe(requested);
    }),
  );

  it('is waited for while the cluster warms up, the API is busy or it fails', () =>
    httpStandIn([WARMING_UP, { status: 429 }, KUBECONFIG], async (api) => {
      expect(await ask(api)).toBe('users: []');
      expect(api.requests).toHaveLength(3);
    }));

  it('is waited for as long as the API asks', () =>
    httpStandIn([{ status: 429, headers: { 'retry-after': '1' } }, KUBECONFIG], async (api) => {
      const start = performance.now();
      await ask(api);
      expect(performance.now() - start).toBeGreaterThan(900);
    }));
});

describe('without a kubeconfig the message tells why', () => {
  it('when the cluster does not get ready', () =>
    httpStandIn([WARMING_UP], async (api) => {
      await expect(ask(api)).rejects.toThrow(
        `no kubeconfig of cluster 12 from ${api.url} (after 5 attempts): 503 Cluster kubeconfig is not yet available. Please try again later.`,
      );
    }));

  it.each([
    [401, 'Invalid Token', '401 Invalid Token; LINODE_TOKEN is wrong, revoked or expired'],
    [403, 'Unauthorized', '403 Unauthorized; LINODE_TOKEN needs the scope lke:read_write'],
    [404, 'Not found', '404 Not found; LINODE_TOKEN belongs to another account, or the cluster is gone'],
    [400, 'Bad', '400 Bad'],
  ])('when the API answers %i, which is asked once', (status, reason, message) =>
    httpStandIn([{ status, body: { errors: [{ reason }] } }], async (api) => {
      await expect(ask(api)).rejects.toThrow(`no kubeconfig of cluster 12 from ${api.url}: ${message}`);
      expect(api.requests).toHaveLength(1);
    }),
  );

  it('when the answer is something else', () =>
    httpStandIn([{ body: { hello: 'world' } }], async (api) => {
      await expect(ask(api)).rejects.toThrow(
        '200 OK; the answer holds no kubeconfig, so this may not be the Linode API',
      );
    }));

  it('when the address is none', async () => {
    await expect(ask({ url: 'api.linode.example', requests: [] })).rejects.toThrow(
      'the address of the Linode API is not a URL: api.linode.example',
    );
  });

  it('when nobody answers, who is not asked for long', async () => {
    let gone: HttpStandIn | undefined;
    await httpStandIn([], (api) => Promise.resolve(void (gone = api)));

    await expect(ask(gone ?? { url: '', requests: [] })).rejects.toThrow('(after 3 attempts): ECONNREFUSED');
  });
});
