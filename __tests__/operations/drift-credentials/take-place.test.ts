import { takePlace } from '../../../operations/drift-credentials/take-place';
import { Issued } from '../../support/drift-issuers';
import { platformOf, STANDARD } from '../../support/platforms';
import { Player } from '../../support/turns';

const platform = platformOf(STANDARD);
const nameOf = (digit: string) => `${platform.name}-drift-${digit.repeat(6)}`;
const [FORMER, FIRST, SECOND] = ['0', '1', '2'].map(nameOf) as [string, string, string];

/** What a call asks for until it is done, and with taking back what it minted. */
const STEPS = 14;
const WITH_TAKING_BACK = 21;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A call of somebody on a machine of their own. */
function call(issued: Issued, name: string, user: string, atDone: () => void = () => undefined) {
  const files = { written: false };
  const player = new Player(async (turn) => {
    const revoked = await takePlace({
      ...{
        platform,
        name,
        end: new Date('2030-01-01'),
        issuers: issued.issuersOf(user, turn),
        onStep: () => undefined,
      },
      files: { write: () => (files.written = true), remove: () => (files.written = false) },
    });
    atDone();
    return revoked;
  });
  return { player, files, name };
}

async function withFormer(user = 'jane'): Promise<Issued> {
  const issued = new Issued();
  await call(issued, FORMER, user).player.steps();
  return issued;
}

describe('credentials that look for drift', () => {
  it('take the place of those of former calls', async () => {
    const issued = await withFormer();
    const { player } = call(issued, FIRST, 'jane');
    await player.steps();

    expect(player.outcome).toEqual({ status: 'fulfilled', value: [FORMER, `${FORMER}-read`, `${FORMER}-reports`] });
    expect(issued.names()).toEqual([FIRST]);
    expect(issued.isWhole(FIRST)).toBe(true);
  });

  it('take the place of what a call left that was killed at any point', async () => {
    for (const steps of upTo(STEPS)) {
      const issued = await withFormer();
      await call(issued, FIRST, 'jane').player.steps(steps);
      await call(issued, SECOND, 'jane').player.steps();

      expect([steps, issued.names(), issued.isWhole(SECOND)]).toEqual([steps, [SECOND], true]);
    }
  });

  it('leave those of another platform alone', async () => {
    const issued = await withFormer();
    const other = `${platform.name}-drift-drift-0a1b2c`;
    issued.tokens.set(1000, { id: 1000, label: other, user: 'jane' });
    await call(issued, FIRST, 'jane').player.steps();

    expect(issued.names()).toEqual([FIRST, other]);
  });

  it('of an older call say what they are revoked for', async () => {
    const issued = await withFormer();
    const [older, newer] = [call(issued, FIRST, 'jane'), call(issued, SECOND, 'john')];
    await older.player.steps(4);
    await newer.player.steps(1);
    await older.player.steps();

    expect(older.player.outcome).toMatchObject({
      reason: { message: expect.stringContaining(`at the same time, ${SECOND}, and the newest ones count`) as string },
    });
  });

  describe.each(['jane', 'john'])('of two calls at once, by jane and %s', (other) => {
    /** Lets the first one do so much, then the second one, and so on, and then both of them the rest. */
    async function play(order: readonly [number, number, number]): Promise<string[]> {
      const issued = await withFormer();
      const wrong: string[] = [];
      const of = (name: string, user: string) =>
        call(issued, name, user, () => {
          if (!issued.isWhole(name)) wrong.push(`${name} is told to be done, and is not whole`);
        });
      const calls = [of(FIRST, 'jane'), of(SECOND, other)];
      const [first, second] = calls.map(({ player }) => player);
      await first?.steps(order[0]);
      await second?.steps(order[1]);
      await first?.steps(order[2]);
      await second?.steps();
      await first?.steps();
      const done = calls.filter(({ player }) => player.outcome?.status === 'fulfilled').map(({ name }) => name);
      if (!done.some((name) => issued.isWhole(name))) wrong.push('nobody has credentials');
      for (const { name, files } of calls) {
        const isTold = done.includes(name);
        if (!isTold && issued.names().includes(name)) wrong.push(`${name} has failed, and left something`);
        if (!isTold && files.written) wrong.push(`${name} has failed, and its files are there`);
      }
      // A token of somebody else's can be revoked by nobody but its user.
      if (other === 'jane' && issued.names().length > 1) wrong.push(`${issued.names().join(', ')} are there`);
      return wrong.map((what) => `${order.join(', ')}: ${what}`);
    }

    it('one is whole in the end, and nobody is told that dead ones are done, however their requests follow each other', async () => {
      const wrong: string[] = [];
      for (const first of upTo(STEPS))
        for (const second of upTo(STEPS))
          for (const third of upTo(WITH_TAKING_BACK)) wrong.push(...(await play([first, second, third])));

      expect(wrong).toEqual([]);
    });
  });

  it('of which a newer call is refused are dead for nobody who is told that they are done', async () => {
    const wrong: string[] = [];
    for (const begun of upTo(STEPS))
      for (const refused of upTo(WITH_TAKING_BACK)) {
        const issued = await withFormer();
        const older = call(issued, FIRST, 'jane', () => {
          if (!issued.isWhole(FIRST)) wrong.push(`${begun}, ${refused}`);
        });
        await older.player.steps(begun);
        let left = refused;
        const newer = new Player(async (turn) =>
          takePlace({
            ...{ platform, name: SECOND, end: new Date('2030-01-01'), onStep: () => undefined },
            issuers: issued.issuersOf('jane', async () => {
              await turn();
              left -= 1;
              if (left === -1) throw new Error('not today');
            }),
            files: { write: () => undefined, remove: () => undefined },
          }),
        );
        await newer.steps();
        await older.player.steps();
      }

    expect(wrong).toEqual([]);
  });
});
