import { openapi, PEOPLE, serviceWorld, type ServiceWorld } from '../../../support/handoff/service';

interface Described {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
}
type Paths = Readonly<Record<string, Readonly<Record<string, Described>>>>;

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const EVERYBODY = [{ session: [] }, { machine: [] }];

/** Every operation of the file by which somebody who has signed in changes something. */
const CHANGING = Object.entries(openapi.document.paths as Paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { operationId, security = EVERYBODY, requestBody }]) =>
    method !== 'get' && security.some((one) => 'session' in one)
      ? [{ operationId, method, path, type: Object.keys(requestBody?.content ?? {})[0] }]
      : [],
  ),
);

describe('whoever has signed in', () => {
  let world: ServiceWorld;
  let session: string;
  let csrf: string;
  beforeAll(async () => {
    world = await serviceWorld();
    session = await world.desk.sessions.begin(PEOPLE.ada, world.desk.now());
    csrf = (await world.desk.sessions.open(session, world.desk.now()))?.csrf ?? '';
  });
  afterAll(() => world.server.close());

  /** @param token that the request carries, where the operation has it, and what else its browser says */
  const send = (
    { method, path, type }: (typeof CHANGING)[number],
    token: string | undefined,
    said: Readonly<Record<string, string>> = {},
  ) => {
    const fields: Record<string, string> = path.endsWith('requests')
      ? { role: 'app-team', reason: 'x' }
      : { reason: 'x' };
    const isForm = type === FORM;
    const form = new URLSearchParams({
      ...(!/sign-out|kubeconfig$/.test(path) && fields),
      ...(token !== undefined && { csrf_token: token }),
    });
    return world.ask(undefined, {
      method: method.toUpperCase(),
      url: path.replace('{environment}', 'production').replace('{request}', '0123456789'),
      headers: {
        cookie: `__Host-lke-platform=${session}`,
        ...(type !== undefined && { 'content-type': type }),
        ...(!isForm && token !== undefined && { 'x-csrf-token': token }),
        ...said,
      },
      ...(type !== undefined && { payload: isForm ? form.toString() : JSON.stringify(fields) }),
    });
  };

  it('changes something by these operations', () => {
    expect(CHANGING.map(({ operationId }) => operationId).sort()).toEqual([
      ...['approveAccess', 'askForAccess', 'logOut', 'makeKubeconfigLink', 'refuseAccess'],
      ...['sendAccessForm', 'sendApprovalForm', 'sendKubeconfigForm', 'sendRefusalForm', 'sendSignOutForm'],
    ]);
  });

  it.each(CHANGING)('does not by $operationId, where another site made the browser ask', async (operation) => {
    const before = await world.ledger.last('production');
    const tokens = [undefined, '', 'x'.repeat(43), `${csrf}x`, csrf.slice(0, -1)];
    const byToken = await Promise.all(tokens.map((token) => send(operation, token)));
    const sites = ['cross-site', 'same-site', 'none', 'same-origin, cross-site'];
    const bySite = await Promise.all(sites.map((site) => send(operation, csrf, { 'sec-fetch-site': site })));
    // The token of a form in a header, or of a document in its address, is none.
    const elsewhere = operation.type === FORM ? await send(operation, undefined, { 'x-csrf-token': csrf }) : undefined;

    // A form without its token is not as the file says.
    for (const { status } of [...byToken, ...(elsewhere ? [elsewhere] : [])]) expect([400, 403]).toContain(status);
    expect(bySite.map(({ status }) => status)).toEqual(sites.map(() => 403));
    expect(await world.ledger.last('production')).toBe(before);
  });

  it.each(CHANGING.filter(({ type }) => type === JSON_TYPE))(
    'does not by $operationId with a form, which any site can send',
    async (operation) => {
      const answers = [FORM, 'text/plain', 'multipart/form-data; boundary=x'].map((type) =>
        send(operation, csrf, { 'content-type': type }),
      );

      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([415, 415, 415]);
    },
  );

  it.each(CHANGING.filter(({ operationId }) => !/out/i.test(operationId)))(
    'gets to $operationId with the token of their session',
    async (operation) => {
      expect([200, 201, 303, 404]).toContain((await send(operation, csrf, { 'sec-fetch-site': 'same-origin' })).status);
    },
  );
});
