import { judge, NO_POLICY } from '../../../../model/rules/drift/judge';
import { difference, report } from '../../../support/drift';
import { FORM, sendForm, sessionOf as sessionIn } from '../../../support/handoff/form';
import {
  inEnvironment,
  type PersonName,
  servicePlatform,
  serviceWorld,
  type ServiceWorld,
  type WorldProps,
} from '../../../support/handoff/service';

const MARKUP = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

describe('the page', () => {
  let world: ServiceWorld;
  beforeAll(async () => {
    world = await serviceWorld();
  });
  afterAll(() => world.server.close());
  /** Another service for one test. */
  const inAnother = async (props: WorldProps, test: () => Promise<void>) => {
    const usual = world;
    world = await serviceWorld(props);
    try {
      await test();
    } finally {
      await world.server.close();
      world = usual;
    }
  };

  const sessionOf = (who: PersonName) => sessionIn(world, who);
  const send = (who: PersonName, url: string, fields: Record<string, string> = {}, headers: object = {}) =>
    sendForm(world, who, { url, fields, headers });
  const page = (who: PersonName | undefined, url: string) => world.ask(who, { url, headers: { accept: 'text/html' } });
  const requestAt = (location: unknown) => /#request-([0-9a-f]{10})$/.exec(String(location))?.[1] ?? 'none';
  const addressIn = (text: string) => /href="[^"]*(\/v1\/kubeconfigs\/[^"]+)"/.exec(text)?.[1] ?? 'none';
  const asked = { role: 'app-team', reason: 'a release', duration: '', ticket: '' };

  it('shows the environments that its reader has a role in, and no other', async () => {
    const { status, text } = await page('kim', '/');

    expect(status).toBe(200);
    expect(text).toMatch(/href="\/environments\/production"/);
    expect(text).not.toContain('staging');
  });

  it('leads from a request through an approval to a kubeconfig, by forms alone', async () => {
    const sent = await send('kim', '/environments/production/requests', asked);
    const id = requestAt(sent.headers.location);
    const approved = await send('ada', `/environments/production/requests/${id}/approval`, { reason: 'agreed' });
    const link = await send('kim', `/environments/production/requests/${id}/kubeconfig`);
    const url = addressIn(link.text);
    const fetched = await world.ask(undefined, { url: url });

    expect([sent.status, approved.status, link.status]).toEqual([303, 303, 200]);
    expect(approved.headers.location).toBe(`/environments/production#request-${id}`);
    expect(fetched.text).toBe(`kubeconfig of ${id}\n`);
  });

  it('shows who asked that it was refused, by whom and why', async () => {
    const asked = await world.ask('kim', {
      ...{ method: 'POST', url: inEnvironment('production', 'access-requests') },
      payload: { role: 'app-team', reason: 'a release' },
    });
    const request = String(asked.body.request);
    const { headers, status } = await send('ada', `/environments/production/requests/${request}/refusal`, {
      reason: 'not <today>',
    });
    const { text } = await page('kim', '/environments/production');

    expect([status, headers.location]).toEqual([303, `/environments/production#request-${request}`]);
    expect(text).toMatch(
      /Refused by<\/dt><dd>https:\/\/id\.acme\.example#sub-ada<\/dd><dt>Why<\/dt><dd>not &lt;today>/,
    );
    expect(text).not.toContain('Get the kubeconfig');
  });

  it('lets nobody approve their own, and says so on a page', async () => {
    const id = requestAt((await send('bob', '/environments/production/requests', asked)).headers.location);
    const mine = await page('bob', '/environments/production');
    const others = await page('ada', '/environments/production');
    const tried = await send('bob', `/environments/production/requests/${id}/approval`, { reason: 'me' });

    expect(mine.text).not.toContain(`requests/${id}/approval`);
    expect(others.text).toContain(`requests/${id}/approval`);
    expect([tried.status, tried.text]).toEqual([422, expect.stringContaining('cannot approve this')]);
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['without its token', { csrf_token: '' }, {}],
    ['with the token of another session', { csrf_token: 'x'.repeat(43) }, {}],
    ['from another site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['from another host of this site', {}, { 'sec-fetch-site': 'same-site' }],
  ])('takes no form %s', async (_, fields, headers) => {
    const { status, text } = await send('kim', '/environments/production/requests', { ...asked, ...fields }, headers);

    expect([status, text]).toEqual([403, expect.stringContaining('This may come from another site')]);
  });

  it('takes the token of a form from the form alone, and that of a document from its header', async () => {
    const { cookie, csrf } = await sessionOf('kim');
    const header = { cookie, 'x-csrf-token': csrf };
    const form = await send('kim', '/environments/production/requests', { ...asked, csrf_token: '' }, header);
    const url = inEnvironment('production', 'access-requests');
    const fields = { csrf_token: csrf, role: 'app-team', reason: 'x' };

    expect(form.status).toBe(403);
    expect((await send('kim', url, fields, { cookie })).status).toBe(415);
  });

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded2'])(
    'is nothing that the form of another site can send: %s',
    async (type) => {
      const payload = '{"role":"app-team","reason":"x"}';
      for (const url of ['/environments/production/requests', inEnvironment('production', 'access-requests')]) {
        const { status } = await world.ask('kim', { method: 'POST', url, payload, headers: { 'content-type': type } });
        expect(status).toBe(415);
      }
    },
  );

  it('refuses a form with a field that it does not know, or one twice', async () => {
    const more = await send('kim', '/environments/production/requests', { ...asked, holder: 'eve@acme.example' });
    const { cookie, csrf } = await sessionOf('kim');
    const twice = await world.ask(undefined, {
      ...({ method: 'POST', url: '/environments/production/requests' } as const),
      payload: `csrf_token=${csrf}&role=app-team&role=read-only&reason=x`,
      headers: { 'content-type': FORM, cookie },
    });

    expect([more.status, twice.status]).toEqual([400, 400]);
  });

  it('runs nothing that people write: names, reasons, what happened', async () => {
    await send('kim', '/environments/production/requests', { ...asked, reason: MARKUP });
    await world.ledger.append('production', {
      ...{
        kind: 'apply.done',
        actor: { name: MARKUP, provenBy: 'linode-profile' },
        what: MARKUP,
        why: null,
        details: {},
      },
    });
    const { text } = await page('ada', '/environments/production');

    expect(text).toContain('&lt;script>alert(1)&lt;/script>');
    expect(text).not.toMatch(/<script|<img|<[^>]*onerror/);
  });

  it('tells the holder that an address was used again', async () => {
    const id = requestAt((await send('kim', '/environments/production/requests', asked)).headers.location);
    await send('ada', `/environments/production/requests/${id}/approval`, { reason: 'agreed' });
    const link = await send('kim', `/environments/production/requests/${id}/kubeconfig`);
    const url = addressIn(link.text);
    await world.ask(undefined, { url: url });
    const again = await world.ask(undefined, { url: url, headers: { accept: 'text/html' } });

    expect([again.status, again.headers['content-type']]).toEqual([410, 'text/html; charset=utf-8']);
    expect((await page('kim', '/environments/production')).text).toMatch(/role="alert"[^]*was tried again/);
    expect((await page('ada', '/environments/production')).text).not.toContain('role="alert"');
  });

  it('tells of what happened where it began and how it ended', async () => {
    const actor = { name: 'jane', provenBy: 'linode-profile' } as const;
    for (const kind of ['apply.began', 'apply.failed'])
      await world.ledger.append('production', { kind, actor, what: 'apply of production', why: null, details: {} });
    const { text } = await world.ask('kim', { url: '/environments/production' });

    expect(text.match(/apply of production \(\w+\)/g)).toEqual([
      'apply of production (failed)',
      'apply of production (began)',
    ]);
  });

  it('says that drift cannot be read, and everything else', async () => {
    await inAnother({ driftReports: () => Promise.reject(new Error('no key')) }, async () => {
      expect((await page('kim', '/')).text).toContain('cannot be read now');
      expect((await page('kim', '/environments/production')).text).toContain('The reports cannot be read now.');
    });
  });

  it('shows of drift where it is, and no value of it', async () => {
    const findings = judge([difference({ before: 'DROP', after: 'canary-value' })], NO_POLICY, '2026-11-28');
    const reports = [report({ drift_summary: 'major', findings })];
    await inAnother({ driftReports: () => Promise.resolve(reports) }, async () => {
      const { text } = await page('kim', '/environments/production');

      expect(text).toContain(findings[0]?.address);
      expect(text).not.toContain('canary-value');
    });
  });

  describe('sends to sign in', () => {
    it.each([
      ['/', '/login?return=%2F'],
      ['/environments/production', '/login?return=%2Fenvironments%2Fproduction'],
      ['/environments/production?x=//evil.example', '/login?return=%2Fenvironments%2Fproduction'],
    ])('from %s, and back there', async (url, href) => {
      const { status, text } = await page(undefined, url);

      expect([status, text]).toEqual([401, expect.stringContaining(`href="${href}"`)]);
    });

    it.each([
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/environments/production/../..//evil.example',
      '/%0d%0aset-cookie:x=1',
    ])('nobody on to somewhere else: %s', async (to) => {
      const { status } = await world.ask(undefined, { url: `/login?return=${encodeURIComponent(to)}` });

      expect(status).toBe(400);
    });
  });

  it('ends a session by its form', async () => {
    const { cookie } = await sessionOf('kim');
    const { body } = await world.ask(undefined, { url: '/v1/me', headers: { cookie } });
    const csrf_token = String(body.csrf_token);
    const { status, headers } = await send('kim', '/sign-out', { csrf_token }, { cookie });
    world.pass(6);

    expect([status, headers.location]).toEqual([303, '/']);
    expect((await world.ask(undefined, { url: '/', headers: { cookie } })).status).toBe(401);
  });

  it.each([
    '/../platform.yaml',
    '/..%2fplatform.yaml',
    '/page.css/../../package.json',
    '/%2e%2e/etc/passwd',
    '/page.css%00',
  ])('is made of no file: %s', async (url) => {
    const { status, text } = await page('ada', url);

    expect([400, 404]).toContain(status);
    expect(text).not.toMatch(/lke-platform"|root:/);
  });

  it('is kept by nobody, but for how it looks', async () => {
    const paths = ['/', '/environments/production'];
    const kept = await Promise.all(paths.map(async (url) => (await page('kim', url)).headers['cache-control']));

    expect(kept).toEqual(['no-store', 'no-store']);
    expect((await page(undefined, '/page.css')).headers).toMatchObject({
      ...{ 'cache-control': 'public, max-age=300', 'content-type': 'text/css; charset=utf-8' },
    });
  });

  it('is for people: what programs ask is answered with documents', async () => {
    const person = await page('ada', '/nowhere');
    const program = await world.ask('ada', { url: '/nowhere' });

    expect([person.headers['content-type'], program.headers['content-type']]).toEqual([
      ...['text/html; charset=utf-8', 'application/problem+json; charset=utf-8'],
    ]);
  });

  it('leads below the path of its address, where that has one', async () => {
    const platform = servicePlatform();
    const service = platform.handoffService && { ...platform.handoffService, address: 'https://acme.example/handoff/' };
    await inAnother({ platform: { ...platform, handoffService: service } }, async () => {
      const { text } = await page('kim', '/environments/production');
      const sent = await send('kim', '/environments/production/requests', asked);
      const paths = [...text.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, path = '']) => path);

      expect(paths.filter((path) => !path.startsWith('/handoff/'))).toEqual([]);
      expect(sent.headers.location).toMatch(/^\/handoff\/environments\/production#/);
    });
  });
});
