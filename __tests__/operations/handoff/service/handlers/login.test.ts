import type { IdentityProvider } from '../../../../../operations/handoff/service/identity-provider';
import { ServiceProblem } from '../../../../../operations/handoff/service/problem';
import { Ledger } from '../../../../../operations/ledger/ledger';
import { PEOPLE, serviceWorld } from '../../../../support/handoff/service';
import { memoryLedger } from '../../../../support/memory-ledger';

/** A provider that takes any code, as often as it comes, but `forged`. */
function careless() {
  const asked: string[] = [];
  let count = 0;
  const provider: IdentityProvider = {
    begin: () => {
      count += 1;
      const login = { state: `state-${count}`, nonce: 'nonce', verifier: 'v' };
      return Promise.resolve({ url: 'https://id.acme.example/auth', login });
    },
    finish: (callback) => {
      asked.push(callback.search);
      return callback.searchParams.get('code') === 'forged'
        ? Promise.reject(new ServiceProblem(401, 'the identity provider proves nothing with this'))
        : Promise.resolve(PEOPLE.kim);
    },
  };
  return { provider, asked };
}

async function worldOf() {
  const now = () => new Date('2026-11-27T12:00:00Z');
  const { ledger: quick, objects } = memoryLedger(now);
  const { provider, asked } = careless();
  const world = await serviceWorld({
    provider,
    ledger: new Ledger({ store: quick.store, anchors: quick.anchors, now }),
  });
  const { headers } = await world.ask(undefined, { url: '/login' });
  const cookie = String([headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  const comeBack = (code: string) =>
    world.ask(undefined, { url: `/login/callback?code=${code}&state=state-1`, headers: { cookie } });
  const claims = () => [...objects.keys()].filter((key) => key.startsWith('handoff/logins/'));
  return { world, comeBack, claims, asked };
}

describe('an answer of the identity provider', () => {
  it('that proves nobody writes nothing, however often it comes', async () => {
    const { world, comeBack, claims } = await worldOf();
    const answers = [await comeBack('forged'), await comeBack('forged'), await comeBack('forged')];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(claims()).toEqual([]);
    await expect(comeBack('right')).resolves.toMatchObject({ status: 302 });
    expect(claims()).toHaveLength(1);
    await world.server.close();
  });

  it('lets one in where it comes several times at once, also by a provider that takes a code twice', async () => {
    const { world, comeBack } = await worldOf();
    const answers = await Promise.all(Array.from({ length: 5 }, () => comeBack('right')));

    expect(answers.map(({ status }) => status).sort()).toEqual([302, 401, 401, 401, 401]);
    await world.server.close();
  });

  it('that was taken is not asked of the provider again', async () => {
    const { world, comeBack, asked } = await worldOf();
    await comeBack('right');
    const replayed = await comeBack('right');

    expect([replayed.status, replayed.body.title]).toEqual([401, 'this was answered already']);
    expect(asked).toHaveLength(1);
    await world.server.close();
  });
});
