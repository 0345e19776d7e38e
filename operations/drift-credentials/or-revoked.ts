/**
 * Mints credentials, or leaves none behind: what was minted before something was refused is of no use to anybody.
 *
 * @throws {Error} of the minting; where what was minted could not be revoked either, it says so, since that opens the cluster
 */
export async function orRevoked<T>(name: string, mint: () => Promise<T>, revoke: () => Promise<void>): Promise<T> {
  try {
    return await mint();
  } catch (error) {
    const { message } = error as Error;
    await revoke().catch((notRevoked: unknown) => {
      const left =
        `what was minted of ${name} before that may be in force still, since it could not be revoked: ` +
        `${(notRevoked as Error).message}. To revoke it: npx lke-platform drift credentials, which revokes those of former calls`;
      throw new Error(`${message}\n${left}`, { cause: error });
    });
    throw error;
  }
}
