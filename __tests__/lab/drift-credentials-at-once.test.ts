import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AccessDesk } from '../support/lab/access-desk';
import { aloneWith } from '../support/lab/alone';
import { clientOf } from '../support/lab/kubeconfig';
import { platformData } from '../support/lab/roles';
import { onLab } from '../support/lab/running';

const LINE = 'npx lke-platform drift credentials --json';

onLab('credentials that look for drift, minted by two people at once,', () => {
  aloneWith('drift');
  let desk: AccessDesk;
  beforeAll(async () => {
    desk = await AccessDesk.open();
    await desk.apply(platformData());
  });
  afterAll(() => desk.close());

  /** Holds the next request for a key of the object storage. @returns what tells that it is held, and what lets it go */
  function holdNextKey() {
    const { faults } = desk.linode.world;
    const around = faults.around.bind(faults);
    const [held, freed] = [new AbortController(), new AbortController()];
    const spy = jest.spyOn(faults, 'around').mockImplementation(async (incident, happen) => {
      if (incident.operation === 'POST' && incident.name.endsWith('/object-storage/keys')) {
        spy.mockRestore();
        held.abort();
        await once(freed.signal, 'abort');
      }
      return around(incident, happen);
    });
    return {
      held: once(held.signal, 'abort'),
      letGo: () => {
        freed.abort();
      },
    };
  }

  it('are those of the newer call, and the older one says so', async () => {
    const hold = holdNextKey();
    const older = desk.shell('jane', LINE);
    await hold.held;
    const newer = await desk.shell('john', LINE);
    hold.letGo();
    const { code, stdout } = await older;

    expect([newer.code, newer.stderr]).toEqual([0, expect.any(String)]);
    const { result } = JSON.parse(newer.stdout) as { result: { name: string; kubeconfig: string } };
    const opened = clientOf(result.kubeconfig);
    expect((await opened.ask('GET', '/api/v1/namespaces/env-production/resourcequotas')).status).toBe(200);
    const { tokens, keys } = desk.linode.world.linode;
    const labels = [...tokens.values(), ...keys.values()]
      .map(({ label }) => label)
      .filter((it) => it.includes('-drift-'));
    expect(labels.sort()).toEqual([result.name, `${result.name}-read`, `${result.name}-reports`]);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      {
        errors: [
          {
            what: expect.stringMatching(
              /^somebody else ended the grant of acme-drift-\w+ .*: all of it is revoked again$/,
            ) as string,
            fix: expect.stringMatching(/^use those of the newer call/) as string,
          },
        ],
      },
    ]);
    expect(existsSync(join(desk.folder, 'jane/.config/lke-platform/acme-drift.env'))).toBe(false);
  });
});
