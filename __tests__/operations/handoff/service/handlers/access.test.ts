import { KINDS } from '../../../../../operations/access/kinds';
import { inEnvironment, serviceWorld } from '../../../../support/handoff/service';

describe('requests for access', () => {
  const url = inEnvironment('production', 'access-requests');

  it('come the newest first, and too many of one asker are refused with why', async () => {
    const world = await serviceWorld();
    const ask = (reason: string) => world.ask('kim', { method: 'POST', url, payload: { role: 'app-team', reason } });
    const answers = [];
    for (let number = 1; number <= 21; number += 1) answers.push(await ask(`the release of part ${number}`));
    const listed = await world.ask('kim', { url });
    const requests = listed.body.requests as { readonly reason: string }[];

    expect(answers.slice(0, 20).every(({ status }) => status === 201)).toBe(true);
    expect(answers[20]).toMatchObject({
      status: 422,
      body: {
        problems: [{ what: expect.stringContaining('20 requests in production that are open already') as string }],
      },
    });
    expect(requests).toHaveLength(20);
    expect([requests[0]?.reason, requests[19]?.reason]).toEqual(['the release of part 20', 'the release of part 1']);
    await world.server.close();
  });

  it('come in pages where there are many, in the answer and on the page, and all that wait are counted', async () => {
    const world = await serviceWorld();
    for (let number = 1; number <= 503; number += 1) {
      const name = `person-${number}`;
      const details = {
        ...{
          request: number.toString(16).padStart(10, '0'),
          environment: 'production',
          role: 'app-team',
          holder: name,
        },
        ...{ duration: null, seconds: 3600, ticket: null, asker: null },
      };
      const recorder = world.desk.recorder({ name, provenBy: 'oidc' }, 'a release');
      await recorder.write({ chain: 'production', kind: KINDS.request, what: 'ask for app-team', details });
    }
    const first = await world.ask('ada', { url });
    const second = await world.ask('ada', { url: `${url}?before=${String(first.body.next)}` });
    const holders = ({ body }: typeof first) => (body.requests as { holder: string }[]).map(({ holder }) => holder);

    expect([holders(first).length, holders(first)[0], holders(first).at(-1)]).toEqual([500, 'person-503', 'person-4']);
    expect(holders(second)).toEqual(['person-3', 'person-2', 'person-1']);
    expect(second.body).not.toHaveProperty('next');
    expect(await world.ask('ada', { url: `${url}?before=yesterday` })).toMatchObject({ status: 400 });

    const page = await world.ask('ada', { url: '/environments/production' });
    const [, older = ''] = /href="[^"]*(\?before=\d+)#access"/.exec(page.text) ?? [];
    const next = await world.ask('ada', { url: `/environments/production${older}` });
    expect(next.text).toContain('person-3');
    expect(next.text).not.toContain('person-4');
    expect(next.text).toContain('The newest requests');
    expect((await world.ask('ada', { url: '/' })).text).toContain('503');
    await world.server.close();
  });
});
