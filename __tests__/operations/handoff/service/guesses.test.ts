import type { AddressInfo } from 'node:net';
import { RECENT_MS } from '../../../../operations/handoff/service/recent';
import { inEnvironment, serviceWorld, type ServiceWorld, TOKENS } from '../../../support/handoff/service';

/** How many credentials of one address may prove nothing in a minute. */
const MOST = 60;
const HERE = '203.0.113.7';
const GOOD = 'token-of-catalog';

describe('whoever sends one credential after the other that proves nothing', () => {
  let world: ServiceWorld;
  let address: string;
  let asked: string[];
  /** Answers of the cluster that are held back. */
  let held: Promise<void> | undefined;
  beforeEach(async () => {
    world = await serviceWorld();
    asked = [];
    held = undefined;
    jest.spyOn(world.desk, 'accountOf').mockImplementation(async (token) => {
      asked.push(token);
      await held;
      return TOKENS[token];
    });
    await world.server.listen({ host: '127.0.0.1', port: 0 });
    address = `http://127.0.0.1:${(world.server.server.address() as AddressInfo).port}`;
  });
  afterEach(() => world.server.close());

  /** @param from as the proxy in front of the service writes it */
  const ask = async (headers: Readonly<Record<string, string>>, from = HERE, path = 'contract') => {
    const url = `${address}${inEnvironment('production', path)}`;
    const answer = await fetch(url, { headers: { 'x-forwarded-for': from, ...headers } });
    await answer.arrayBuffer();
    return { status: answer.status, wait: Number(answer.headers.get('retry-after')) };
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const guess = (index: number, from?: string, path?: string) => ask(bearer(`guess-${index}`), from, path);
  const guessAll = async (count: number, from?: (index: number) => string) => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) statuses.push((await guess(index, from?.(index))).status);
    return statuses;
  };

  it('is told to wait, whatever it is sent for, and the cluster is not asked any more', async () => {
    const statuses = await guessAll(MOST);
    const more = await Promise.all(['contract', 'status', 'history'].map((path) => guess(1000, HERE, path)));

    expect(new Set(statuses)).toEqual(new Set([401]));
    expect(more.map(({ status }) => status)).toEqual([429, 429, 429]);
    for (const { wait } of more) expect(wait).toBeGreaterThan(0);
    expect(asked.length).toBe(MOST);
  });

  it.each<[string, (index: number) => string]>([
    ['what a caller writes before the last proxy', (index) => `198.51.100.${index}, ${HERE}`],
    ['the many addresses of one IPv6 network', (index) => `2001:db8:1:2::${(index + 1).toString(16)}`],
  ])('does not get over it by %s', async (_, from) => {
    expect((await guessAll(MOST + 1, from)).at(-1)).toBe(429);
  });

  it('does not get over it by sending all at once', async () => {
    let answer: () => void = () => undefined;
    held = new Promise((resolve) => (answer = resolve));
    const all = Promise.all(Array.from({ length: MOST * 2 }, (_, index) => guess(index)));
    while (asked.length < MOST) await new Promise((resolve) => setTimeout(resolve, 5));
    answer();
    const statuses = (await all).map(({ status }) => status).sort();

    expect([statuses.filter((it) => it === 401).length, statuses.at(-1), asked.length]).toEqual([MOST, 429, MOST]);
  });

  it.each([
    ['a cookie', { cookie: '__Host-lke-platform=nothing' }],
    ['what is not a token at all', { authorization: 'Basic YTpi' }],
  ])('is told to wait by %s, too', async (_, headers) => {
    await guessAll(MOST);

    expect((await ask(headers)).status).toBe(429);
  });

  it('keeps nobody else out: neither at another address, nor who was known before at its own', async () => {
    const session = await world.ask('kim', { url: '/v1/me' });
    const before = await ask(bearer(GOOD));
    await guessAll(MOST);
    // The answer about the token is too old by then: the cluster is asked again.
    world.pass(RECENT_MS / 1000);
    const after = await ask(bearer(GOOD));
    const person = await world.ask('kim', { url: '/v1/me', headers: { 'x-forwarded-for': HERE } });
    const elsewhere = await ask(bearer('token-of-robot'), '198.51.100.8');

    expect([session.status, before.status, after.status, person.status, elsewhere.status]).toEqual([
      ...[200, 200, 200, 200, 200],
    ]);
    expect(asked.filter((token) => token === GOOD).length).toBe(2);
  });

  it('is told to wait with a token that was good once, too', async () => {
    await ask(bearer(GOOD));
    jest.spyOn(world.desk, 'accountOf').mockImplementation((token) => {
      asked.push(token);
      return Promise.resolve(undefined);
    });
    world.pass(RECENT_MS / 1000);
    const statuses: number[] = [];
    for (let index = 0; index <= MOST; index += 1) statuses.push((await ask(bearer(GOOD))).status);

    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
  });

  it('does not guess without any credential', async () => {
    const statuses = [];
    for (let index = 0; index <= MOST; index += 1) statuses.push((await ask({})).status);

    expect(new Set(statuses)).toEqual(new Set([401]));
  });
});
