import { revokeFormer, rotateOwnKey } from '../../../../operations/secrets/own-keys/rotate-own-key';
import { Killer } from '../../../support/secrets/killed';
import { Machine, MemoryIssuer } from '../../../support/secrets/own-keys';

const OLD = 'acme-team-abc123';

/** Somebody who holds a key of a label that tells no day. */
function holder() {
  const issuer = new MemoryIssuer();
  const held = issuer.add(OLD);
  return { issuer, held, machine: new Machine(issuer, held) };
}

describe('the rotation of an own key', () => {
  it('hands a new key out in a private file, and keeps the former one in force', async () => {
    const { issuer, held, machine } = holder();
    const rotation = await rotateOwnKey(machine.site());

    expect(rotation).toEqual({
      outcome: 'waiting',
      former: OLD,
      current: 'acme-team-261128-0001-rt',
      file: 'acme.env',
    });
    expect([issuer.opens(held), issuer.opens(machine.files.get('acme.env') ?? {})]).toEqual([true, true]);
    expect(machine.kinds).toEqual(['secrets.rotate-own-key.began', 'secrets.rotate-own-key.done']);
  });

  it('says the same again until the new one is in use here, and makes no other', async () => {
    const { issuer, machine } = holder();
    await rotateOwnKey(machine.site());
    expect(await rotateOwnKey(machine.site())).toMatchObject({ outcome: 'waiting', file: 'acme.env' });
    machine.source();
    expect(await rotateOwnKey(machine.site())).toMatchObject({ outcome: 'waiting', former: OLD, file: undefined });
    expect(issuer.labels).toHaveLength(2);
  });

  it('revokes the former one when that is asked for with the new one', async () => {
    const { issuer, held, machine } = holder();
    await rotateOwnKey(machine.site());
    await expect(revokeFormer(machine.site())).rejects.toThrow(
      `this shell still works with the former bucket-key, ${OLD}, so nothing was revoked`,
    );
    machine.source();
    machine.environment = { ...machine.environment, LINODE_OBJ_ACCESS_KEY: held.LINODE_OBJ_ACCESS_KEY ?? '' };
    await expect(revokeFormer(machine.site())).rejects.toThrow('LINODE_OBJ_ACCESS_KEY still holds the former');
    expect(issuer.opens(held)).toBe(true);

    machine.source();
    expect(await revokeFormer(machine.site())).toMatchObject({ outcome: 'rotated', former: OLD });
    expect(issuer.opens(held)).toBe(false);
    // Again after a kill: nothing is left to do.
    expect(await revokeFormer(machine.site())).toMatchObject({ outcome: 'rotated', former: undefined });
  });

  it('begins anew once one has ended, also with another one in the label', async () => {
    const { issuer, machine } = holder();
    for (let count = 0; count < 3; count += 1) {
      await rotateOwnKey(machine.site());
      machine.source();
      await revokeFormer(machine.site());
    }
    expect(issuer.labels).toEqual([expect.stringMatching(/^acme-team-261128-0003-/)]);
  });

  it('has nothing to end where none was begun, and nothing to rotate where Linode knows no such key', async () => {
    const { issuer, machine } = holder();
    await expect(revokeFormer(machine.site())).rejects.toThrow(
      'Begin one: npx lke-platform secrets rotate platform bucket-key',
    );
    issuer.keys.clear();
    await expect(rotateOwnKey(machine.site())).rejects.toThrow(
      'Linode knows no bucket-key like the one in AWS_ACCESS_KEY_ID, so nothing was done. Get one of your own.',
    );
    machine.environment = {};
    await expect(rotateOwnKey(machine.site())).rejects.toThrow('AWS_ACCESS_KEY_ID is not set');
  });

  it('leaves the keys of others alone, which replace others', async () => {
    const { issuer, machine } = holder();
    const others = ['acme-team-261101-00aa-zz', 'acme-team-261101-00ab', 'other-team-261101-00ac-rt', 'mine'];
    for (const label of others) issuer.add(label);
    await rotateOwnKey(machine.site());
    machine.source();
    await revokeFormer(machine.site());
    expect(issuer.labels).toEqual([...others, 'acme-team-261128-0001-rt']);
  });

  it('goes back to how it was when the new key does not come into force', async () => {
    const { issuer, held, machine } = holder();
    issuer.refusal = new Error('The store refuses it.');
    await expect(rotateOwnKey(machine.site())).rejects.toThrow(
      'The store refuses it. The former bucket-key stays in force; the new one was revoked.',
    );
    expect([issuer.labels, issuer.opens(held), machine.files.size]).toEqual([[OLD], true, 0]);
    expect(machine.kinds.at(-1)).toBe('secrets.rotate-own-key.failed');
  });

  it('names the new key where that cannot be revoked again, and what failed first; the next run revokes it', async () => {
    const { issuer, machine } = holder();
    issuer.refusal = new Error('The store refuses it.');
    const revoke = jest.spyOn(issuer, 'revoke').mockRejectedValueOnce(new Error('Linode is away'));
    await expect(rotateOwnKey(machine.site())).rejects.toThrow(
      'The store refuses it. The former bucket-key stays in force; the new one, acme-team-261128-0001-rt, could not be ' +
        'revoked (Linode is away): the next run does that.',
    );
    issuer.refusal = undefined;
    await rotateOwnKey(machine.site());

    expect(revoke).toHaveBeenCalledTimes(2);
    expect(issuer.labels).toEqual([OLD, expect.stringMatching(/-rt$/)]);
  });

  it('is refused where it was begun on another machine, until that is given up', async () => {
    const { issuer, held, machine } = holder();
    await rotateOwnKey(machine.site());
    const laptop = new Machine(issuer, held);
    const refused = await rotateOwnKey(laptop.site()).catch((error: unknown) => (error as Error).message);
    expect(refused).toContain('a rotation was begun elsewhere: acme-team-261128-0001-rt');
    expect(refused).toContain('npx lke-platform secrets rotate platform bucket-key --start-over');
    expect(issuer.labels).toHaveLength(2);

    await rotateOwnKey(laptop.site(), { startOver: true });
    expect(issuer.opens(laptop.files.get('acme.env') ?? {})).toBe(true);
    expect(issuer.opens(machine.files.get('acme.env') ?? {})).toBe(false);
    expect(issuer.labels).toHaveLength(2);
  });

  it('leaves one new key at most when two machines rotate the same one at once', async () => {
    const { issuer, held, machine } = holder();
    const other = new Machine(issuer, held);
    const done = await Promise.allSettled([rotateOwnKey(machine.site()), rotateOwnKey(other.site())]);

    const handedOut = [machine, other].map(({ files }) => files.get('acme.env')).filter((it) => it !== undefined);
    expect(handedOut.length).toBe(done.filter(({ status }) => status === 'fulfilled').length);
    expect(handedOut.length).toBeLessThan(2);
    expect(handedOut.every((it) => issuer.opens(it))).toBe(true);
    expect([issuer.opens(held), issuer.labels.length]).toEqual([true, 1 + handedOut.length]);
    for (const it of done) {
      if (it.status === 'rejected') expect(String(it.reason)).toContain('somebody else rotates');
    }
  });

  it('revokes a key that came about after its answer was no longer waited for', async () => {
    const { issuer, machine } = holder();
    const mint = jest.spyOn(issuer, 'mint').mockRejectedValueOnce(new Error('no answer'));
    await expect(rotateOwnKey(machine.site())).rejects.toThrow('no answer');
    const label = mint.mock.calls[0]?.[0] ?? '';
    await rotateOwnKey(machine.site());
    issuer.add(label); // Linode made it only now
    machine.source();
    await revokeFormer(machine.site());
    expect(issuer.labels).toEqual([expect.stringMatching(/^acme-team-261128-0002-/)]);
  });

  it('is not begun where the ledger cannot be written', async () => {
    const { issuer, machine } = holder();
    const site = machine.site();
    const audit = Object.assign(Object.create(site.audit ?? {}) as NonNullable<typeof site.audit>, {
      begin: () => Promise.reject(new Error('The ledger does not answer. Nothing was done.')),
    });
    await expect(rotateOwnKey({ ...site, audit })).rejects.toThrow('Nothing was done');
    expect(issuer.labels).toEqual([OLD]);
  });

  it('tells the ledger labels alone', async () => {
    const { machine } = holder();
    await rotateOwnKey(machine.site());
    machine.source();
    await revokeFormer(machine.site());
    expect(machine.told).toContain(OLD);
    expect(machine.told).not.toMatch(/secret of|ACCESS\d/);
  });
});

describe('the rotation of an own key that is killed', () => {
  it.each([false, true])(
    'at each call (done before it dies: %s) comes to its end when it is run again',
    async (after) => {
      let at = 0;
      for (let killed = true; killed;) {
        at += 1;
        const { issuer, machine } = holder();
        const killer = new Killer(at, after);
        const watch = <T extends object>(target: T) => killer.watch(target);
        const run = async (site: ReturnType<Machine['site']>) => {
          await rotateOwnKey(site);
          machine.source();
          await revokeFormer({ ...site, environment: machine.environment });
        };
        await run(machine.site(watch)).catch(() => undefined);
        killed = killer.hasKilled;
        // Whatever happened: what the shell holds opens the buckets.
        expect({ at, works: issuer.opens(machine.environment) }).toEqual({ at, works: true });

        const ended = await revokeFormer(machine.site()).catch(() => undefined);
        if (!ended) await run(machine.site());
        expect({ at, works: issuer.opens(machine.environment) }).toEqual({ at, works: true });
        expect({ at, keys: issuer.labels }).toEqual({ at, keys: [expect.stringMatching(/^acme-team-261128-/)] });
        expect(at).toBeLessThan(60);
      }
      expect(at).toBeGreaterThan(10);
    },
  );
});
