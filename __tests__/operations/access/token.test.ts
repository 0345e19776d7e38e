import { requestToken } from '../../../operations/access/token';
import { type KubernetesClient } from '../../../operations/kubernetes/client';

const LATEST = new Date('2026-11-27T13:00:00Z');

describe('a token of an account', () => {
  let asked: { path: string; body: unknown } | undefined;
  const request = (answer: unknown) => {
    const send = (_method: string, path: string, body: unknown) => {
      asked = { path, body };
      return Promise.resolve(answer);
    };
    const about = { grant: 'grant-1', seconds: 3600, latest: LATEST };
    return requestToken({ send } as unknown as KubernetesClient, 'production-app-team', about);
  };
  const until = (expirationTimestamp: string) => ({ status: { token: 'opens-all', expirationTimestamp } });

  it('is bound to the Secret of the grant, so that it ends with that', async () => {
    await expect(request(until('2026-11-27T13:00:00Z'))).resolves.toEqual({
      token: 'opens-all',
      end: '2026-11-27T13:00:00Z',
    });
    expect(asked).toMatchObject({
      path: expect.stringMatching(/\/serviceaccounts\/production-app-team\/token$/) as string,
      body: { spec: { expirationSeconds: 3600, boundObjectRef: { kind: 'Secret', name: 'grant-1' } } },
    });
  });

  it('is not handed on where it lives longer than was written down, by a second', async () => {
    const error: unknown = await request(until('2026-11-27T13:00:01Z')).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ message: expect.stringContaining('longer than 2026-11-27T13:00:00.000Z') as string });
    expect(String(error)).not.toContain('opens-all');
  });

  it.each([
    ['without a token', { status: { token: '', expirationTimestamp: '2026-11-27T13:00:00Z' } }],
    ['without an end', { status: { token: 'opens-all' } }],
    ['of another kind', { kind: 'Status', message: 'opens-all' }],
  ])('is none in an answer %s, which is not repeated', async (_, answer) => {
    const error: unknown = await request(answer).catch((reason: unknown) => reason);

    expect(String(error)).toContain('answers a request for a token of production-app-team with something else');
    expect(String(error)).not.toContain('opens-all');
  });
});
