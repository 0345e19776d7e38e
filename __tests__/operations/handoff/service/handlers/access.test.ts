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
});
