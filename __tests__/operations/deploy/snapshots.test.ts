import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { snapshotEncrypter } from '../../../operations/deploy/snapshots';

describe('what encrypts snapshots', () => {
  const refusal = async (...recipients: string[]) =>
    snapshotEncrypter(recipients).then(
      () => 'none',
      (error: unknown) => (error as Error).message,
    );

  it('takes recipients', async () => {
    expect(await refusal(await identityToRecipient(await generateX25519Identity()))).toBe('none');
  });

  it('does not repeat what is not a recipient', async () => {
    const said = await refusal('hunter2');

    expect(said).toMatch(/LKE_PLATFORM_SNAPSHOT_RECIPIENT has what is not an age recipient\. One begins with age1/);
    expect(said).not.toContain('hunter2');
  });

  it.each(['as it is', 'in small letters'])(
    'says that an identity is the private half, without repeating it: %s',
    async (how) => {
      const identity = await generateX25519Identity();
      const said = await refusal(how === 'as it is' ? identity : identity.toLowerCase());

      expect(said).toContain('the private half');
      expect(said).toContain('take it as disclosed');
      expect(said.toUpperCase()).not.toContain(identity.slice(15));
    },
  );
});
