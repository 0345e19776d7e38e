import { linodeError, troublesOf } from '../../../operations/linode/error';

const refused = (url: string, status: number, reason: string) =>
  linodeError({ message: '', config: { method: 'get', url }, response: { status, data: { errors: [{ reason }] } } });

describe('the troubles of several requests', () => {
  it('are told once, with all that was asked', () => {
    const troubles = troublesOf([
      refused('/domains', 429, 'Too many requests'),
      refused('/volumes', 429, 'Too many requests'),
      refused('/volumes', 429, 'Too many requests'),
      refused('/vpcs', 403, 'Unauthorized'),
      new Error('the cluster does not answer'),
      new Error('the cluster does not answer'),
    ]);

    expect(troubles).toEqual([
      'the Linode API refuses GET /domains, GET /volumes: 429 Too many requests. It was asked too often; wait a minute, then run the command again',
      'the Linode API refuses GET /vpcs: 403 Unauthorized. LINODE_TOKEN lacks a scope, or its user a grant',
      'the cluster does not answer',
    ]);
  });

  it('are one where the API cannot be reached', () => {
    const unreachable = (url: string) => linodeError({ message: 'no route', config: { url } });

    expect(troublesOf([unreachable('/domains'), unreachable('/vpcs')])).toEqual([
      'the Linode API cannot be reached (GET /domains, GET /vpcs): no route. Fix the network, or correct sources.linodeApi, LKE_PLATFORM_LINODE_API or LINODE_URL',
    ]);
  });
});
