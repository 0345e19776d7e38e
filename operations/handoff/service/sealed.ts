/** How a cookie is read and written: encrypted, so that a browser holds what it cannot read or change. */
export interface Sealer {
  seal(content: Readonly<Record<string, unknown>>, seconds: number, now: Date): Promise<string>;
  /** @returns undefined for what was not sealed by this service for this purpose, or is too old */
  open(text: string, now: Date): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** @param purpose what is sealed for one purpose opens for no other */
export function sealer(key: Uint8Array, issuer: string, purpose: 'session' | 'login'): Sealer {
  const algorithms = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
  return {
    async seal(content, seconds, now) {
      const { EncryptJWT } = await import('jose');
      const issued = Math.floor(now.getTime() / 1000);
      return new EncryptJWT({ ...content })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuer(issuer)
        .setAudience(purpose)
        .setIssuedAt(issued)
        .setExpirationTime(issued + seconds)
        .encrypt(key);
    },
    async open(text, now) {
      const { jwtDecrypt } = await import('jose');
      try {
        const { payload } = await jwtDecrypt(text, key, { issuer, audience: purpose, currentDate: now, ...algorithms });
        return payload;
      } catch {
        return undefined;
      }
    },
  };
}
