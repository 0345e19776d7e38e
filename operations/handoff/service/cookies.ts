import type { FastifyReply, FastifyRequest } from 'fastify';

/** Cookies of the service. Over https their names hold browsers to this host, to https and to the whole of it. */
export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string | undefined;
  write(reply: FastifyReply, name: CookieName, value: string, seconds: number): void;
  clear(reply: FastifyReply, name: CookieName): void;
}

/** `lke-platform` is a session; `lke-platform-login` is what one begins with. */
export type CookieName = 'lke-platform' | 'lke-platform-login';

/** @param address of the service; on loopback it may be without TLS */
export function cookiesAt(address: string): Cookies {
  const secure = address.startsWith('https://');
  const full = (name: CookieName) => (secure ? `__Host-${name}` : name);
  // Lax, so that the way back from the provider brings the cookie along; whatever changes something carries a token too.
  const attributes = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const;
  return {
    read: (request, name) => request.cookies[full(name)],
    write: (reply, name, value, seconds) => {
      void reply.setCookie(full(name), value, { ...attributes, maxAge: seconds });
    },
    clear: (reply, name) => {
      void reply.clearCookie(full(name), attributes);
    },
  };
}
