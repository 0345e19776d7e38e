import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { buildSync } from 'esbuild';
import { type AuditLog, openAuditLog } from '../../operations/audit/place';
import { outboxOf } from '../../operations/audit/outbox';
import { eventsOf } from '../../operations/audit/query';
import { sendWaiting } from '../../operations/audit/send';
import { keyOf } from '../../operations/ledger/store';
import { verifyLedger } from '../../operations/ledger/verify-ledger';
import { CephAccount } from '../support/ceph/account';
import { environmentOf } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { droppingProxy } from '../support/dropping-proxy';
import { recordOf } from '../support/memory-ledger';
import { temporaryFolder } from '../support/temporary-folder';

const ROUNDS = 30;
const WRITERS = 8;
const KILLED = 8;
const LONGEST_LIFE_MS = 1500;

onCeph('the ledger', () => {
  let account: CephAccount;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'ledger');
  });

  /** Buckets of a platform of its own, and its audit log as one writer has it. */
  async function buckets(what: string) {
    const name = `ledger-${what}`;
    const place = {
      platform: name,
      buckets: { state: `${name}-state`, ledger: `${name}-ledger`, artifacts: `${name}-artifacts` },
    };
    for (const bucket of Object.values(place.buckets)) await account.store.createBucket(bucket);
    await account.store.setVersioning(place.buckets.artifacts, true);
    const writer = (endpoint = account.access().endpoint) =>
      openAuditLog({ ...place, endpoint }, environmentOf(account.access()));
    return { ...place.buckets, writer };
  }

  async function whatIsThere({ ledger }: AuditLog): Promise<string[]> {
    const found: string[] = [];
    for await (const { event } of eventsOf(ledger, 'production', {})) found.push(event.what);
    return found;
  }

  it(`loses no event and makes none twice in ${ROUNDS} races of ${WRITERS} writers`, async () => {
    const { writer } = await buckets('races');
    const writers = Array.from({ length: WRITERS }, () => writer());
    const names: string[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const race = writers.map(async ({ ledger }, index) => {
        names.push(`round ${round}, writer ${index}`);
        const { notAnchored } = await ledger.append('production', recordOf(`round ${round}, writer ${index}`));
        expect(notAnchored).toBeUndefined();
      });
      await Promise.all(race);
    }

    expect((await whatIsThere(writer())).sort()).toEqual(names.sort());
    const { events, anchored, findings } = await verifyLedger(writer().ledger, 'production');
    expect({ events, anchored, findings }).toEqual({
      events: ROUNDS * WRITERS,
      anchored: ROUNDS * WRITERS,
      findings: [],
    });
  });

  it('makes no event twice when answers are lost', async () => {
    const { writer } = await buckets('lost');
    let answers = 0;
    // Up to five in a row: the client gives up after three, and then the ledger has to find out.
    const proxy = await droppingProxy(account.access().endpoint, ({ method, path }) => {
      if (method !== 'PUT' || !path.includes('/production/')) return false;
      answers += 1;
      return answers % 7 < 5;
    });
    const written = Array.from({ length: 20 }, (_, index) => `event ${index}`);
    try {
      const { ledger } = writer(proxy.endpoint);
      for (const what of written) await ledger.append('production', recordOf(what));
    } finally {
      proxy.stop();
    }

    expect(proxy.dropped()).toBeGreaterThan(20);
    expect(await whatIsThere(writer())).toEqual(written);
    expect((await verifyLedger(writer().ledger, 'production')).findings).toEqual([]);
  });

  it('stays whole when writers are killed at any moment', async () => {
    const { writer, ledger, artifacts } = await buckets('killed');
    const script = join(temporaryFolder(), 'writer.js');
    buildSync({
      entryPoints: [join(__dirname, 'ledger-writer.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      logLevel: 'error',
    });
    const told: string[] = [];
    const home = temporaryFolder();
    const lifetimes = Array.from({ length: KILLED }, () => Math.floor(Math.random() * LONGEST_LIFE_MS));
    const runs = lifetimes.map(async (lifetime, index) => {
      const args = [script, account.access().endpoint, ledger, artifacts, `writer-${index}`];
      const child = spawn(process.execPath, args, {
        env: { ...process.env, ...environmentOf(account.access()), HOME: home },
      });
      let printed = '';
      child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
      await once(child.stdout, 'data');
      await sleep(lifetime);
      child.kill('SIGKILL');
      await once(child, 'exit');
      told.push(...printed.split('\n').slice(0, -1));
    });
    await Promise.all(runs);

    const { ledger: survivor } = writer();
    const outbox = outboxOf('acme', { HOME: home });
    expect(await sendWaiting(survivor, outbox)).toEqual([]);
    expect(outbox.waiting).toBe(0);
    await survivor.append('production', recordOf('afterwards'));
    const there = await whatIsThere(writer());
    // Which moments they were is told where it fails.
    expect({ lifetimes, there }).toEqual({ lifetimes, there: expect.arrayContaining(told) as string[] });
    expect(new Set(there).size).toBe(there.length);
    expect(there.at(-1)).toBe('afterwards');
    expect((await verifyLedger(survivor, 'production')).findings).toEqual([]);
  });

  it('is refused in a bucket with versioning, with the way out', async () => {
    const { writer, ledger: bucket } = await buckets('versioned');
    await account.store.setVersioning(bucket, true);

    await expect(writer().ledger.append('production', recordOf('never'))).rejects.toThrow(
      /ignores If-None-Match in the bucket ledger-versioned-ledger.*Nothing was written.*bootstrap/s,
    );
    expect(await writer().ledger.last('production')).toBe(0);
  });

  it('shows a tail that was cut off, and an event that was replaced', async () => {
    const { writer, ledger: bucket } = await buckets('tampered');
    const { ledger } = writer();
    for (let index = 1; index <= 5; index += 1) await ledger.append('production', recordOf(`event ${index}`));
    const key = keyOf('production', 2);
    const text = ((await ledger.store.read(key)) ?? '').replace('event 2', 'nothing');
    await account.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
    await account.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf('production', 5) }));

    expect((await verifyLedger(writer().ledger, 'production')).findings).toMatchObject([
      { kind: 'replaced', first: 2, last: 2 },
      { kind: 'cut-tail', first: 5, last: 5 },
    ]);
  });
});
