import { parse } from 'yaml';
import { OPERATIONS } from '../../../../operations/handoff/service/operations';
import { inEnvironment, openapi, serviceWorld, type ServiceWorld } from '../../../support/handoff/service';

interface Document {
  readonly paths: Record<
    string,
    Record<string, { operationId: string; security?: unknown[]; responses: Record<string, object> }>
  >;
  readonly components: { readonly schemas: Record<string, { properties: Record<string, object>; required: string[] }> };
}
const copy = () => structuredClone(openapi.document) as unknown as Document;
const asOpenapi = (document: Document) => ({ text: '', document: document as unknown as Record<string, unknown> });
const ask = (payload: object) =>
  ({ method: 'POST', url: inEnvironment('development', 'access-requests'), payload }) as const;

describe('the OpenAPI file', () => {
  it('names the operations that there are, and no other', () => {
    const ids = Object.values(copy().paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );

    expect(ids.sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it('decides what a request may hold: one word in it more or less changes the service', async () => {
    const document = copy();
    document.components.schemas.AskForAccess?.required.push('ticket');
    const [before, after] = [await serviceWorld(), await serviceWorld({ openapi: asOpenapi(document) })];
    const payload = { role: 'app-team', reason: 'a look' };

    await expect(before.ask('kim', ask(payload))).resolves.toMatchObject({ status: 201 });
    await expect(after.ask('kim', ask(payload))).resolves.toMatchObject({ status: 400 });
    await Promise.all([before.server.close(), after.server.close()]);
  });

  it('decides what an answer may hold: one that it does not describe is not sent', async () => {
    const document = copy();
    delete document.components.schemas.Status?.properties.status;
    const world = await serviceWorld({ openapi: asOpenapi(document) });
    const { status, text } = await world.ask('kim', { url: inEnvironment('production', 'status') });

    expect([status, text]).toEqual([500, expect.not.stringContaining('provisioning')]);
    await world.server.close();
  });

  it('decides what refusals there are: one that it does not name is a failure of ours, in the form that it names', async () => {
    const document = copy();
    delete document.paths['/v1/environments/{environment}/access-requests']?.post?.responses['403'];
    const world = await serviceWorld({ openapi: asOpenapi(document) });
    const { status, body, headers } = await world.ask('kim', ask({ role: 'platform-engineer', reason: 'x' }));

    expect([status, body.title]).toEqual([500, 'something went wrong']);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    await world.server.close();
  });

  it('decides who comes in', async () => {
    const document = copy();
    const path = document.paths['/v1/environments/{environment}/status']?.get;
    if (path) path.security = [{ machine: [] }];
    const world = await serviceWorld({ openapi: asOpenapi(document) });

    await expect(world.ask('ada', { url: inEnvironment('production', 'status') })).resolves.toMatchObject({
      status: 401,
    });
    await world.server.close();
  });

  it('does not describe a service with an operation that nobody does', async () => {
    const document = copy();
    const path = document.paths['/v1/me']?.get;
    if (path) path.operationId = 'doNothing';

    await expect(serviceWorld({ openapi: asOpenapi(document) })).rejects.toThrow('doNothing');
  });

  describe('holds', () => {
    let world: ServiceWorld;
    beforeAll(async () => {
      world = await serviceWorld();
    });
    afterAll(() => world.server.close());

    it.each([
      ['what it does not know', { role: 'app-team', reason: 'x', holder: 'eve@acme.example' }],
      ['another role', { role: 'root', reason: 'x' }],
      ['a reason on two lines', { role: 'app-team', reason: 'a\nb' }],
      ['no reason', { role: 'app-team', reason: '' }],
      ['a text for a number', []],
    ])('requests from %s', async (_, payload) => {
      await expect(world.ask('kim', ask(payload))).resolves.toMatchObject({ status: 400 });
    });

    it('a body to a megabyte', async () => {
      const payload = { role: 'app-team', reason: 'x'.repeat(1_100_000) };

      await expect(world.ask('kim', ask(payload))).resolves.toMatchObject({ status: 413 });
    });

    it('answers to headers that keep browsers from harm', async () => {
      const { headers } = await world.ask('kim', { url: '/v1/me' });

      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy':
          "default-src 'none';style-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
        'strict-transport-security': expect.stringContaining('max-age=31536000') as string,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
      // Hosts below that of the service may be somebody else's.
      expect(headers['strict-transport-security']).not.toContain('includeSubDomains');
    });

    it('its own description in one piece, which whoever reads it can resolve', async () => {
      const { text } = await world.ask(undefined, { url: '/openapi.yaml' });
      const references = [...text.matchAll(/\$ref: *['"]?([^'"\s]+)/g)].map(([, to = '']) => to);

      expect(references.length).toBeGreaterThan(0);
      expect(references.filter((to) => !to.startsWith('#/'))).toEqual([]);
      expect(parse(text)).toEqual(openapi.document);
    });

    it.each(['/healthz', '/readyz', '/metrics', '/openapi.yaml'])('%s open to everybody', async (url) => {
      await expect(world.ask(undefined, { url })).resolves.toMatchObject({ status: 200 });
    });

    it.each(['/', '/v1/environments/nowhere/contract/x', '/v1/environments/%00/status', '/login/callback?code=%ff'])(
      'strange addresses to a status below 500: %s',
      async (url) => {
        expect((await world.ask('ada', { url })).status).toBeLessThan(500);
      },
    );

    it('those who ask too often back', async () => {
      const own = await serviceWorld();
      const many = await Promise.all(Array.from({ length: 65 }, () => own.ask(undefined, { url: '/login' })));
      const last = many.at(-1);

      expect([last?.status, last?.headers['retry-after']]).toEqual([429, expect.anything()]);
      await own.server.close();
    });
  });
});
