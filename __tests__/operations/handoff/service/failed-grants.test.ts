import { GrantFailed } from '../../../../operations/access/grant-failed';
import { AccessRefused } from '../../../../operations/access/refused';
import type { Desk } from '../../../../operations/handoff/service/desk';
import { inEnvironment, serviceWorld, type ServiceWorld } from '../../../support/handoff/service';

const DETAILS = {
  ...{ role: 'app-team', holder: 'kim@acme.example', end: '2026-11-28T12:00:00Z', kubeconfig: 'x' },
  ...{ ticket: null, approvedBy: 'ada' },
};

describe('a kubeconfig whose grant does not come to its end', () => {
  let world: ServiceWorld;
  beforeEach(async () => {
    world = await serviceWorld();
  });
  afterEach(() => world.server.close());

  const url = inEnvironment('production', 'access-requests');
  const requestOf = async (who: 'kim') => {
    const { body } = await world.ask(who, { method: 'POST', url, payload: { role: 'app-team', reason: 'a release' } });
    return String(body.request);
  };
  const linkFor = (who: 'kim', request: string) =>
    world.ask(who, { method: 'POST', url: `${url}/${request}/kubeconfig-links` });
  const pathOf = (address: unknown) => new URL(String(address)).pathname;
  /** An address of a request that a second person has approved. */
  const readyLink = async () => {
    const request = await requestOf('kim');
    await world.ask('ada', { method: 'POST', url: `${url}/${request}/approval`, payload: { reason: 'agreed' } });
    const { body } = await linkFor('kim', request);
    return { request, url: pathOf(body.kubeconfig_url) };
  };

  const LEFT = { what: 'the grant grant-1 may still be there, and usable', fix: 'npx lke-platform access list' };
  it.each([
    ['the policy is another one by now', (refused: AccessRefused) => refused, []],
    [
      'another replica was faster',
      (refused: AccessRefused) => new GrantFailed('grant-1', refused, []),
      [{ what: 'the grant grant-1 was ended again: nothing of it can be used' }],
    ],
    [
      'another one was faster, and not all could be removed',
      (refused: AccessRefused) => new GrantFailed('grant-1', refused, [LEFT]),
      [LEFT],
    ],
  ])('is refused with the reason where %s', async (_, errorOf, more) => {
    await world.server.close();
    const refused = new AccessRefused([{ what: 'used already' }]);
    world = await serviceWorld({ issue: () => Promise.reject(errorOf(refused)) });
    const { url } = await readyLink();

    await expect(world.ask(undefined, { url })).resolves.toMatchObject({
      ...{
        status: 409,
        body: { title: 'this request makes no grant now', problems: [{ what: 'used already' }, ...more] },
      },
    });
  });

  it('is begun again by another request while its grant has begun and not ended, and by this one later', async () => {
    const killed: Desk['issue'] = async ({ id, asked: { environment } }, audit) => {
      await audit.begin({
        chain: environment,
        kind: 'access-grant',
        what: 'a grant',
        details: { ...DETAILS, request: id, grant: 'g' },
      });
      throw new Error('it was killed');
    };
    await world.server.close();
    let issue = killed;
    world = await serviceWorld({ issue: (...about) => issue(...about) });
    const { request, url } = await readyLink();
    await world.ask(undefined, { url });
    issue = ({ id }) => Promise.resolve({ grant: 'h', kubeconfig: `kubeconfig of ${id}` });

    await expect(linkFor('kim', request)).resolves.toMatchObject({
      ...{
        status: 409,
        body: { detail: expect.stringContaining('use this request from 2026-11-27T12:15:00.000Z on') as string },
      },
    });
    expect(await requestOf('kim')).not.toBe(request);
    world.pass(15 * 60);
    const { body } = await linkFor('kim', request);
    const got = await world.ask(undefined, { url: pathOf(body.kubeconfig_url) });
    expect(got.text).toBe(`kubeconfig of ${request}`);
  });

  it('is of the machine that asked for it, as the ledger has it', async () => {
    const url = inEnvironment('development', 'access-requests');
    const payload = { role: 'app-team', reason: 'a robot' };
    const { body } = await world.ask('token-of-robot', { method: 'POST', url, payload });
    const request = String(body.request);
    const link = await world.ask('token-of-robot', { method: 'POST', url: `${url}/${request}/kubeconfig-links` });
    await world.ask(undefined, { url: pathOf(link.body.kubeconfig_url) });
    const last = await world.ledger.read('development', await world.ledger.last('development'));

    expect(last?.event).toMatchObject({
      ...{
        kind: 'access-grant.done',
        actor: { name: 'system:serviceaccount:argocd:robot', provenBy: 'token-review' },
      },
    });
  });
});
