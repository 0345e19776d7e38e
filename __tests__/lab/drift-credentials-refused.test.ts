import type { Platform } from '../../model/platform';
import { outboxOf } from '../../operations/audit/outbox';
import { outboxRecorder } from '../../operations/audit/record';
import { mintDriftCredentials } from '../../operations/drift-credentials/mint';
import { aloneWith } from '../support/lab/alone';
import { AccessDesk } from '../support/lab/access-desk';
import { platformData } from '../support/lab/roles';
import { onLab } from '../support/lab/running';

onLab('credentials that look for drift, where one of them is refused,', () => {
  aloneWith('drift');
  let desk: AccessDesk;
  let platform: Platform;
  beforeAll(async () => {
    desk = await AccessDesk.open();
    platform = await desk.apply(platformData());
  });
  afterAll(() => desk.close());

  const mint = () => {
    const environment = desk.environment('jane');
    const audit = outboxRecorder(outboxOf(platform.name, environment), { name: 'jane', provenBy: 'linode-profile' });
    return mintDriftCredentials({ platform, environment, audit, days: 30, onStep: () => undefined });
  };

  it('leave nothing of a mint that was refused half way', async () => {
    desk.linode.world.faults.refuse(
      { type: 'api', operation: 'POST', name: /object-storage\/keys$/ },
      { message: 'not today' },
    );
    const names = () => {
      const { linode } = desk.linode.world;
      return [...linode.tokens.values(), ...linode.keys.values()].map(({ label }) => label);
    };

    await expect(mint()).rejects.toThrow('not today');
    expect(names().filter((it) => it.startsWith('acme-drift'))).toEqual([]);
  });

  it('are revoked by the command that is printed where a refused mint could not take them back', async () => {
    const { faults, linode } = desk.linode.world;
    faults.refuse({ type: 'api', operation: 'POST', name: /object-storage\/keys$/ }, { message: 'not today' });
    faults.refuse({ type: 'api', operation: 'DELETE', name: /profile\/tokens/ }, { message: 'not now' });
    const { message } = await mint().then(
      () => new Error(),
      (error: unknown) => error as Error,
    );
    const [, left = '', line = ''] =
      /what was minted of (\S+) before.*: (npx lke-platform drift credentials),/.exec(message) ?? [];
    const labels = () => [...linode.tokens.values()].map(({ label }) => label);
    expect(labels()).toContain(left);
    const { code, stdout } = await desk.shell('jane', line);

    expect([code, stdout]).toEqual([0, expect.stringContaining(left)]);
    expect(labels()).not.toContain(left);
  });
});
