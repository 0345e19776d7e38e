import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inEnvironment, PEOPLE, serviceWorld, type ServiceWorld } from '../../../support/handoff/service';

describe('the service under attack', () => {
  let world: ServiceWorld;
  beforeEach(async () => {
    world = await serviceWorld();
  });
  afterEach(() => world.server.close());

  const url = inEnvironment('production', 'access-requests');
  /** An address that can be used. */
  async function readyLink(): Promise<string> {
    const { body } = await world.ask('kim', {
      method: 'POST',
      url,
      payload: { role: 'app-team', reason: 'a release' },
    });
    const one = `${url}/${String(body.request)}`;
    await world.ask('ada', { method: 'POST', url: `${one}/approval`, payload: { reason: 'agreed' } });
    const link = await world.ask('kim', { method: 'POST', url: `${one}/kubeconfig-links` });
    return String(link.body.kubeconfig_url);
  }

  describe('by many requests', () => {
    /** @param addressOf what the last proxy writes, and what stands before that */
    const statuses = async (addressOf: (index: number) => string) => {
      const answers = [];
      for (let index = 0; index < 61; index += 1) {
        const headers = { 'x-forwarded-for': addressOf(index) };
        answers.push(await world.ask(undefined, { url: '/v1/kubeconfigs/0123456789', headers }));
      }
      return answers.map(({ status }) => status);
    };

    it.each<[string, (index: number) => string]>([
      ['what a caller writes before the last proxy', (index) => `203.0.113.${index}, 198.51.100.7`],
      ['the many addresses of one IPv6 network', (index) => `2001:db8:1:2::${(index + 1).toString(16)}`],
    ])('is not got over by %s', async (_, addressOf) => {
      expect((await statuses(addressOf)).at(-1)).toBe(429);
    });

    it('holds up nobody else', async () => {
      expect((await statuses((index) => `203.0.113.${index}`)).at(-1)).toBe(401);
    });
  });

  it.each(['OPTIONS', 'HEAD', 'PUT', 'DELETE', 'PATCH'] as const)('uses no address up by %s', async (method) => {
    const path = new URL(await readyLink()).pathname;
    const answer = await world.ask(undefined, { method, url: path });

    expect([answer.status, world.issued]).toEqual([404, []]);
    await expect(world.ask(undefined, { url: path })).resolves.toMatchObject({ status: 200 });
  });

  it('gives the whole kubeconfig to who asks for a part of it', async () => {
    const path = new URL(await readyLink()).pathname;
    const answer = await world.ask(undefined, { url: path, headers: { range: 'bytes=0-3' } });

    expect([answer.status, answer.text]).toEqual([200, expect.stringMatching(/^kubeconfig of [0-9a-f]{10}\n$/)]);
  });

  it('leads nobody to another host, whatever the headers say', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    const { body } = await world.ask('kim', {
      method: 'POST',
      url,
      payload: { role: 'app-team', reason: 'x' },
      headers,
    });
    await world.ask('ada', {
      method: 'POST',
      url: `${url}/${String(body.request)}/approval`,
      payload: { reason: 'y' },
    });
    const link = await world.ask('kim', {
      ...{ method: 'POST', url: `${url}/${String(body.request)}/kubeconfig-links`, headers },
    });

    expect(String(link.body.kubeconfig_url)).toMatch(/^https:\/\/handoff\.ops\.acme\.example\/v1\/kubeconfigs\//);
  });

  it.each([
    '/v1/environments/production%2Fcontract',
    '/v1/environments/production/../system/contract',
    '/v1/environments/production%2F..%2Fsystem/contract',
    '/v1/environments/PRODUCTION/contract',
    '/v1/environments/production%00/contract',
    '/v1/environments/production%0a/contract',
    '/v1/environments/%E0%A4%A/contract',
    '//v1/environments/system/contract',
    '/v1//environments/system/contract',
    '/v1/environments/system/contract/',
    '/v1/environments/system;a=b/contract',
    '/v1/environments/__proto__/contract',
    '/v1/environments/constructor/status',
    '/environments/system%2f',
  ])('shows kim nothing of another environment by %s', async (path) => {
    const { status, text: said } = await world.ask('kim', { url: path });

    expect([400, 403, 404]).toContain(status);
    expect(said).not.toContain('env-system');
  });

  it.each(['/%', '/v1/environments/%zz/contract', '/environments/%E0%A'])(
    'answers an address that is none as all others, with what keeps browsers from harm: %s',
    async (path) => {
      const { status, headers, body } = await world.ask('kim', { url: path, headers: { accept: 'text/html' } });

      expect([status, body.status, body.title]).toEqual([400, 400, 'this cannot be taken']);
      expect(headers).toMatchObject({
        'content-type': expect.stringMatching(/^application\/problem\+json/) as string,
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it('tells the whole of what is wrong with a text that is all signs that nobody sees, though it is long', async () => {
    const reason = '\u202e'.repeat(500);
    const { status, text: said } = await world.ask('kim', {
      ...{ method: 'POST', url, payload: { role: 'app-team', reason } },
    });

    expect([status, said]).toEqual([422, expect.stringContaining('u{202e}')]);
  });

  it('takes the session of one cookie, and none of two', async () => {
    const cookieOf = (who: keyof typeof PEOPLE) => world.desk.sessions.begin(PEOPLE[who], world.desk.now());
    const [ada, kim] = [await cookieOf('ada'), await cookieOf('kim')];
    const both = { cookie: `__Host-lke-platform=${kim}; __Host-lke-platform=${ada}` };
    const csrf = (await world.desk.sessions.open(ada, world.desk.now()))?.csrf ?? '';
    const me = await world.ask(undefined, { url: '/v1/me', headers: both });
    const changed = await world.ask(undefined, {
      ...{ method: 'POST', url, payload: { role: 'app-team', reason: 'x' } },
      headers: { ...both, 'x-csrf-token': csrf },
    });

    expect(me.body.name).toBe('https://id.acme.example#sub-kim');
    expect(changed.status).toBe(403);
  });

  it('ends a session once, however often at the same time, and opens it to nobody then', async () => {
    const cookie = await world.desk.sessions.begin(PEOPLE.kim, world.desk.now());
    const { csrf = '' } = (await world.desk.sessions.open(cookie, world.desk.now())) ?? {};
    const headers = { cookie: `__Host-lke-platform=${cookie}`, 'x-csrf-token': csrf };
    const out = await Promise.all(
      Array.from({ length: 5 }, () => world.ask(undefined, { method: 'POST', url: '/logout', headers })),
    );

    expect(out.every(({ status }) => status === 204 || status === 401)).toBe(true);
    await expect(world.ask(undefined, { url: '/v1/me', headers })).resolves.toMatchObject({ status: 401 });
  });

  it('writes one line for a request, whatever people are called', async () => {
    const subject = 'kim\n{"level":"info","what":"answered"}\u001b[31m';
    const cookie = await world.desk.sessions.begin({ ...PEOPLE.kim, subject }, world.desk.now());
    world.lines.splice(0);
    await world.ask(undefined, { url: '/v1/me', headers: { cookie: `__Host-lke-platform=${cookie}` } });

    expect(world.lines).toHaveLength(1);
    expect(world.lines[0]?.slice(0, -1)).not.toMatch(/\p{Cc}/u);
  });

  it.each<[string, string]>([
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 30\r\n\r\nabcd'],
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n'],
    ['chunks that are none', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n'],
    ['a header on two lines', 'X-A: b\r\n c: d\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
  ])('answers one request, and no other that is hidden in it: %s', async (_, rest) => {
    await world.server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = world.server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST /v1/alerts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${rest}`);
    const answered = await text(socket);

    expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  });
});
