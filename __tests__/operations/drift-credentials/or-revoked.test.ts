import { orRevoked } from '../../../operations/drift-credentials/or-revoked';

describe('credentials that are minted', () => {
  const refused = () => Promise.reject(new Error('the key is refused'));

  it('are those that were minted', async () => {
    await expect(orRevoked('acme-drift-1', () => Promise.resolve('minted'), refused)).resolves.toBe('minted');
  });

  it('are revoked when one of them is refused', async () => {
    const revoke = jest.fn(() => Promise.resolve());

    await expect(orRevoked('acme-drift-1', refused, revoke)).rejects.toThrow(/^the key is refused$/);
    expect(revoke).toHaveBeenCalledTimes(1);
  });

  it('are named with the way to revoke them, where that was not possible', async () => {
    const revoke = () => Promise.reject(new Error('Linode does not answer'));

    await expect(orRevoked('acme-drift-1', refused, revoke)).rejects.toThrow(
      'the key is refused\nwhat was minted of acme-drift-1 before that may be in force still, since it could not be revoked: ' +
        'Linode does not answer. To revoke it: npx lke-platform drift credentials, which revokes those of former calls',
    );
  });
});
