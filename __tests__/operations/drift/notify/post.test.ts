import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { post, postOnce, Refused, tryAgain } from '../../../../operations/drift/notify/post';

const QUICK = { pauseMs: 1 };
const OK = { body: { number: 41 } };
const asked = (url: string) => ({
  url,
  place: 'GitHub (acme/platform)',
  headers: { authorization: 'Bearer t0ken' },
  body: { a: 1 },
});

describe('what is told to somebody', () => {
  it.each([429, 500, 503])('is told again after %i, which may pass', async (status) => {
    await httpStandIn([{ status }, { status }, OK], async ({ url, requests }) => {
      await expect(post(asked(url), QUICK)).resolves.toEqual({ number: 41 });
      expect(requests).toHaveLength(3);
    });
  });

  it('is given up after two more tries', async () => {
    await httpStandIn([{ status: 503 }], async ({ url, requests }) => {
      await expect(post(asked(url), QUICK)).rejects.toThrow('GitHub (acme/platform) answers with 503');
      expect(requests).toHaveLength(3);
    });
  });

  it.each([400, 401, 403, 404, 422])('is not told again after %i', async (status) => {
    await httpStandIn([{ status }, OK], async ({ url, requests }) => {
      await expect(post(asked(url), QUICK)).rejects.toMatchObject({ status });
      expect(requests).toHaveLength(1);
    });
  });

  it('goes nowhere else: what it holds is not for whoever an answer leads to', async () => {
    await httpStandIn([OK], async (elsewhere) => {
      await httpStandIn([{ status: 307, headers: { location: elsewhere.url } }], async ({ url }) => {
        await expect(post(asked(url), QUICK)).rejects.toBeInstanceOf(Refused);
        expect(elsewhere.requests).toEqual([]);
      });
    });
  });

  it('says who cannot be reached, and not at which address: that may be a secret', async () => {
    const error: unknown = await tryAgain(() => postOnce(asked('http://127.0.0.1:9/s3cret')), { retries: 0 }).catch(
      (reason: unknown) => reason,
    );

    expect(String(error)).toContain('GitHub (acme/platform) cannot be reached');
    expect(String(error)).not.toContain('s3cret');
  });

  it('may be answered by something that is not JSON', async () => {
    await httpStandIn([{ body: 'ok' }], async ({ url }) => {
      await expect(post(asked(url), QUICK)).resolves.toBeUndefined();
    });
  });
});
