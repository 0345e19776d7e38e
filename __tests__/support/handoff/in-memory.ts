import { setTimeout as sleep } from 'node:timers/promises';
import { Ledger } from '../../../operations/ledger/ledger';
import type { LedgerStore } from '../../../operations/ledger/store';
import { freePort } from '../free-port';
import { memoryLedger } from '../memory-ledger';
import { PEOPLE, type PersonName, servicePlatform, serviceWorld, TOKENS } from './service';

/**
 * A program: the service on loopback with a ledger in memory, for what measures or fuzzes it. It prints one line of JSON
 * and serves until it is ended. `STORE_MS` is how long the store takes for an answer, in milliseconds.
 */
async function main(): Promise<void> {
  const address = `http://127.0.0.1:${await freePort()}`;
  const platform = servicePlatform();
  const service = platform.handoffService && { ...platform.handoffService, address };
  const began = Date.now();
  const now = () => new Date(Date.parse('2026-11-27T12:00:00Z') + Date.now() - began);
  const { ledger: quick } = memoryLedger(now);
  const store = slowed(quick.store, Number(process.env.STORE_MS ?? 0));
  const world = await serviceWorld({
    ledger: new Ledger({ store, anchors: quick.anchors, now }),
    platform: { ...platform, handoffService: service },
  });
  setInterval(() => world.pass(1), 1_000);
  await world.server.listen({ host: '127.0.0.1', port: Number(new URL(address).port) });
  const people = await Promise.all(
    (Object.keys(PEOPLE) as PersonName[]).map(async (who) => {
      const session = await world.desk.sessions.begin(PEOPLE[who], world.desk.now());
      const { csrf = '' } = (await world.desk.sessions.open(session, world.desk.now())) ?? {};
      return [who, { cookie: `lke-platform=${session}`, csrf }] as const;
    }),
  );
  process.stdout.write(
    `${JSON.stringify({ address, people: Object.fromEntries(people), tokens: Object.keys(TOKENS) })}\n`,
  );
}

const slowed = (store: LedgerStore, ms: number): LedgerStore => ({
  bucket: store.bucket,
  requireBucket: () => store.requireBucket(),
  exists: async (key) => sleep(ms).then(() => store.exists(key)),
  read: async (key) => sleep(ms).then(() => store.read(key)),
  create: async (key, text) => sleep(ms).then(() => store.create(key, text)),
});

void main();
