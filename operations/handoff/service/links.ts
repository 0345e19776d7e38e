import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';

/** How long a link can be used, in seconds: as long as it takes to paste it. */
export const LINK_SECONDS = 600;

const TYPE = 'kubeconfig-link+jwt';
const AUDIENCE = 'kubeconfigs';
const ALGORITHM = 'HS256';

const payload = z.object({
  jti: z.uuid(),
  sub: z.string(),
  environment: z.enum(ENVIRONMENT_NAMES),
  request: z.string().regex(/^[0-9a-f]{10}$/),
});

/** What a link is for. */
export interface Link {
  /** Its own id, by which it is used once. */
  readonly id: string;
  /** Who may have it: the name of an actor. */
  readonly holder: string;
  readonly environment: (typeof ENVIRONMENT_NAMES)[number];
  readonly request: string;
}

export interface LinkSigner {
  /** Makes the last part of an address, and tells when it ends. */
  sign(link: Omit<Link, 'id'>, now: Date): Promise<{ readonly token: string; readonly expires: Date }>;
  /** @returns undefined for what is forged, or too old */
  verify(token: string, now: Date): Promise<Link | undefined>;
}

/** Signs links with a key of the service. @param issuer address of the service */
export function linkSigner(key: Uint8Array, issuer: string): LinkSigner {
  return {
    async sign({ holder, environment, request }, now) {
      const { SignJWT } = await import('jose');
      const issued = Math.floor(now.getTime() / 1000);
      const token = await new SignJWT({ environment, request })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(holder)
        .setJti(randomUUID())
        .setIssuedAt(issued)
        .setExpirationTime(issued + LINK_SECONDS)
        .sign(key);
      return { token, expires: new Date((issued + LINK_SECONDS) * 1000) };
    },
    async verify(token, now) {
      const { jwtVerify } = await import('jose');
      const demands = { algorithms: [ALGORITHM], typ: TYPE, issuer, audience: AUDIENCE, currentDate: now };
      try {
        const { data } = payload.safeParse((await jwtVerify(token, key, demands)).payload);
        return data && { id: data.jti, holder: data.sub, environment: data.environment, request: data.request };
      } catch {
        return undefined;
      }
    },
  };
}
