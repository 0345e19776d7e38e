import type { Answered, PersonName, ServiceWorld } from './service';
import { PEOPLE } from './service';

export const FORM = 'application/x-www-form-urlencoded';

/** A session in a browser, and the token that forms of it carry. */
export async function sessionOf({ desk: { sessions, now } }: ServiceWorld, who: PersonName) {
  const cookie = await sessions.begin(PEOPLE[who], now());
  const { csrf = '' } = (await sessions.open(cookie, now())) ?? {};
  return { cookie: `__Host-lke-platform=${cookie}`, csrf };
}

export interface SentForm {
  readonly url: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: object;
}

/** Sends a form as a browser does: its token stands in it, and in no header. */
export async function sendForm(world: ServiceWorld, who: PersonName, sent: SentForm): Promise<Answered> {
  const { cookie, csrf } = await sessionOf(world, who);
  return world.ask(undefined, {
    ...({ method: 'POST', url: sent.url } as const),
    payload: new URLSearchParams({ csrf_token: csrf, ...sent.fields }).toString(),
    headers: { 'content-type': FORM, 'sec-fetch-site': 'same-origin', cookie, ...sent.headers },
  });
}
