import type { Platform } from '../../../../model/platform';
import { tokenIssuer } from '../../../../operations/secrets/own-keys/token-issuer';
import { type LinodeApiStandIn, startLinodeApi } from '../../../support/linode-api';

const NOW = new Date('2026-11-28T06:00:00Z');

describe('tokens of Linode, by the account', () => {
  let api: LinodeApiStandIn;
  beforeEach(async () => {
    api = await startLinodeApi();
  });
  afterEach(() => {
    api.stop();
  });

  const issuer = () => {
    const url = api.url.replace(/\/v4$/, '');
    return tokenIssuer({ sources: {} as Platform['sources'] }, { LINODE_URL: url, LINODE_TOKEN: api.token });
  };
  const scopes = 'lke:read_write account:read_write';
  const former = async (expiry: string | null) => {
    const { id } = api.world.linode.createToken('own', scopes, expiry);
    const own = issuer();
    const held = (await own.list()).find((token) => token.id === id);
    if (!held) throw new Error('the token is listed');
    return { own, held };
  };

  it('are made with the scopes of the one before, and its life, counted from now on', async () => {
    const { own, held } = await former('2027-01-01T00:00:00');
    const { issued, variables } = await own.mint('next', held, NOW);
    const made = (await own.list()).find(({ id }) => id === issued.id);
    const life = (of: { createdAt?: string | undefined; expiresAt: string | undefined }) =>
      Date.parse(of.expiresAt ?? '');

    expect(variables.LINODE_TOKEN).toMatch(/\S/);
    expect(made).toMatchObject({ label: 'next', scopes });
    expect(life(issued) - NOW.getTime()).toBeCloseTo(life(held) - Date.parse(held.createdAt ?? ''), -4);
  });

  it('are made without an end where the one before has none', async () => {
    const { own, held } = await former(null);

    expect((await own.mint('next', held, NOW)).issued.expiresAt).toBeUndefined();
  });

  it('are handed out once Linode accepts them, and not before', async () => {
    const { own, held } = await former(null);
    const made = await own.mint('next', held, NOW);
    await expect(own.awaitUsable(made)).resolves.toBeUndefined();
    await own.revoke(made.issued.id);

    await expect(own.awaitUsable(made)).rejects.toThrow(
      'Linode does not accept the token that it just made: it answers 401',
    );
  });

  it('are neither seen nor made by a token without the scope for it, which is named', async () => {
    api.world.faults.refuse({ type: 'api', name: '/profile/tokens' }, { message: 'no', status: 403, times: 9 });

    await expect(issuer().list()).rejects.toThrow('without the scope account:read_only');
    const { own, held } = {
      own: issuer(),
      held: { id: 1, label: 'own', shown: '', createdAt: '', expiresAt: undefined },
    };
    await expect(own.mint('next', held, NOW)).rejects.toThrow('without the scope account:read_write');
  });
});
