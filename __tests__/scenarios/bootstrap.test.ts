import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bootstrapped } from '../../operations/bootstrap/bootstrap';
import { readVariables } from '../../operations/bootstrap/variables-file';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { bucketsInState, Laptop } from '../support/laptop';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const BUCKETS = ['acme-platform-artifacts', 'acme-platform-ledger', 'acme-platform-reports', 'acme-platform-state'];
const ALL_STEPS = ['create-buckets', 'mint-key', 'probe-lock', 'migrate-state', 'forget-local-state'];

engineSuite('a bootstrap with the real engine', () => {
  let s3: S3StandIn;
  let standIn: StandIn;
  let laptop: Laptop;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    standIn = await startStandIn({ objectStorage: s3.access() });
    laptop = new Laptop(standIn, s3.endpoint);
  });
  afterEach(async () => {
    standIn.stop();
    await s3.stop();
  });

  const keys = () => [...standIn.world.linode.keys.values()];

  const audited = (): string[] =>
    s3
      .bucket('acme-platform-ledger')
      .keys()
      .filter((key) => key.startsWith('platform/'))
      .map((key) => JSON.parse(String(s3.bucket('acme-platform-ledger').get(key).body)) as { kind: string })
      .map(({ kind }) => kind);

  function forgetInState(bucket: string): void {
    const store = s3.bucket('acme-platform-state');
    const state = JSON.parse(String(store.get('acme/state.tfstate').body)) as { resources: { name: string }[] };
    const resources = state.resources.filter(({ name }) => name !== bucket);
    store.put('acme/state.tfstate', Buffer.from(JSON.stringify({ ...state, resources })));
  }

  /** What has to be there at the end, whatever happened before. */
  function expectReady({ variables }: Bootstrapped): void {
    expect([...s3.buckets.keys()].sort()).toEqual(BUCKETS);
    expect(s3.bucket('acme-platform-artifacts').versioning).toBe('Enabled');
    expect(s3.bucket('acme-platform-state').versioning).toBe('off');
    expect(s3.bucket('acme-platform-state').keys()).toEqual(['acme/state.tfstate']);
    expect(bucketsInState(s3)).toEqual(BUCKETS);
    expect(keys()).toMatchObject([{ access_key: readVariables(variables).AWS_ACCESS_KEY_ID, limited: true }]);
    expect(laptop.workFiles()).toEqual(['bootstrap.jsonl', 'migrated.tfstate']);
    const aside = join(laptop.home, '.local/state/lke-platform/acme/migrated.tfstate');
    expect(statSync(aside).mode & 0o777).toBe(0o600);
  }

  it('goes from an empty account to a state in its bucket', async () => {
    const result = await laptop.bootstrap();

    expect(result).toMatchObject({ platform: 'acme', lock: 'honoured', steps: ALL_STEPS, notAudited: [] });
    expectReady(result);
    expect(audited()).toEqual(['bootstrap.began', 'bootstrap.done']);
  });

  it('asks Linode for a key with exactly the buckets of the platform', async () => {
    await laptop.bootstrap();

    const [key] = keys();
    expect(key?.bucket_access).toHaveLength(BUCKETS.length);
    expect(key?.bucket_access).toEqual(
      expect.arrayContaining(
        BUCKETS.map((bucket_name): unknown =>
          expect.objectContaining({ bucket_name, region: 'nl-ams', permissions: 'read_write' }),
        ),
      ),
    );
  });

  it('writes what to set into a file of its owner', async () => {
    const { variables } = await laptop.bootstrap();

    expect(variables).toBe(laptop.variables);
    expect(statSync(variables).mode & 0o777).toBe(0o600);
    const [key] = keys();
    expect(readVariables(variables)).toEqual({
      AWS_ACCESS_KEY_ID: key?.access_key,
      AWS_SECRET_ACCESS_KEY: key?.secret_key,
      LINODE_OBJ_ACCESS_KEY: key?.access_key,
      LINODE_OBJ_SECRET_KEY: key?.secret_key,
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: 'age1given',
    });
  });

  it('writes no secret anywhere else', async () => {
    await laptop.bootstrap();

    const [key] = keys();
    for (const secret of [String(key?.secret_key), standIn.token]) {
      for (const file of laptop.files().filter((name) => !name.endsWith('.env'))) {
        expect([file, readFileSync(file, 'latin1').includes(secret)]).toEqual([file, false]);
      }
    }
  });

  it('does nothing more when it runs again', async () => {
    const first = await laptop.bootstrap();
    const before = readFileSync(first.variables, 'utf8');

    expect(await laptop.bootstrap()).toMatchObject({ steps: [] });
    expect(readFileSync(first.variables, 'utf8')).toBe(before);
  });

  it('gives a second machine a key of its own and leaves that of the first', async () => {
    await laptop.bootstrap();
    const second = new Laptop(standIn, s3.endpoint);

    expect(await second.bootstrap()).toMatchObject({ steps: ['mint-key', 'probe-lock'] });
    expect(keys()).toHaveLength(2);
    expect(await laptop.bootstrap()).toMatchObject({ steps: [] });
  });

  it('mints another key when the one of the file was revoked', async () => {
    await laptop.bootstrap();
    standIn.world.linode.keys.clear();

    expectReady(await laptop.bootstrap());
  });

  it('adds a bucket that a release before did not know to a platform that is there, and mints a key for all', async () => {
    const { variables } = await laptop.bootstrap();
    s3.bucket('acme-platform-artifacts').put('snapshots/production/1.age', Buffer.from('kept'));
    forgetInState('reports');
    s3.buckets.delete('acme-platform-reports');
    standIn.world.linode.buckets.delete('nl-ams/acme-platform-reports');
    const again = await new Laptop(standIn, s3.endpoint).bootstrap();

    expect(again.steps).toEqual(['create-buckets', 'mint-key', 'probe-lock']);
    expect(bucketsInState(s3)).toEqual(BUCKETS);
    expect((await laptop.bootstrap()).steps).toEqual([]);
    expect(variables).toBe(laptop.variables);
  });

  it('takes over empty buckets of the same names', async () => {
    await laptop.api('POST', '/object-storage/buckets', { label: 'acme-platform-ledger', region: 'nl-ams' });

    expectReady(await laptop.bootstrap());
  });

  it('refuses a bucket of that name that holds something else', async () => {
    await laptop.api('POST', '/object-storage/buckets', { label: 'acme-platform-ledger', region: 'nl-ams' });
    s3.bucket('acme-platform-ledger').put('photos/cat.jpg', Buffer.from('meow'));

    await expect(laptop.bootstrap()).rejects.toThrow(
      /bucket acme-platform-ledger exists.*photos\/cat\.jpg.*state\.bucketPrefix/s,
    );
    expect(keys()).toEqual([]);
  });

  it('finishes a bucket that could not be configured, instead of replacing it', async () => {
    standIn.world.faults.refuse(
      { type: 'api', operation: 'POST', name: /acme-platform-artifacts\/access$/ },
      { message: 'no access today' },
    );
    await expect(laptop.bootstrap()).rejects.toThrow('no access today');
    s3.bucket('acme-platform-artifacts').put('kept', Buffer.from('kept'));

    expectReady(await laptop.bootstrap());
    expect(s3.bucket('acme-platform-artifacts').keys()).toContain('kept');
  });

  it('goes on from a local state that an engine was killed over', async () => {
    standIn.world.faults.refuse({ type: 'api', operation: 'POST', name: /-ledger\/access$/ }, { message: 'not now' });
    await expect(laptop.bootstrap()).rejects.toThrow('not now');
    expect(readdirSync(join(laptop.home, '.local/state/lke-platform/acme/audit-outbox'))).toHaveLength(2);
    writeFileSync(join(laptop.home, '.local/state/lke-platform/acme/local/terraform.tfstate'), '{"version": 4, "res');

    expectReady(await laptop.bootstrap());
    expect(audited()).toEqual(['bootstrap.began', 'bootstrap.failed', 'bootstrap.began', 'bootstrap.done']);
  });

  describe('with a Linode API that has trouble', () => {
    const makingOfKeys = { type: 'api', operation: 'POST', name: /object-storage\/keys$/ } as const;
    /** Longer than the API is late. */
    const untilMade = async (label: RegExp) => {
      while (!keys().some((key) => label.test(key.label))) await sleep(50);
    };

    it('revokes a key that was made after the run had given it up, at the next one', async () => {
      standIn.world.faults.refuse(makingOfKeys, { message: 'too slow', status: 504, answer: 'late' });
      await expect(laptop.bootstrap()).rejects.toThrow('too slow');
      expect(keys()).toEqual([]);
      await untilMade(/^acme-bootstrap-/);

      expectReady(await laptop.bootstrap());
    });

    it('limits a key of the team that comes late to the buckets, and revokes it at the next run', async () => {
      const onStep = (text: string) => {
        if (text !== 'minting a key for the buckets') return;
        standIn.world.faults.refuse(makingOfKeys, { message: 'too slow', status: 504, answer: 'late' });
      };
      await expect(laptop.bootstrap(onStep)).rejects.toThrow('too slow');
      await untilMade(/^acme-team-/);
      expect(keys()).toMatchObject([{ limited: true }]);

      expectReady(await laptop.bootstrap());
    });

    it('says what it waits for while the API is down', async () => {
      const steps: string[] = [];
      standIn.world.faults.refuse({ type: 'api', operation: 'GET' }, { message: 'down', status: 503, times: 2 });
      expectReady(await laptop.bootstrap((text) => steps.push(text)));

      expect(steps.filter((text) => /503.*asking again in \d+ seconds? \(\d of \d\)/.test(text))).toHaveLength(2);
    });

    it('tells first what failed first, when the cleaning up fails, too', async () => {
      const { faults } = standIn.world;
      faults.refuse({ type: 'api', operation: 'POST', name: /-ledger\/access$/ }, { message: 'no access today' });
      faults.refuse({ type: 'api', operation: 'DELETE', name: /object-storage\/keys/ }, { message: 'nor any end' });

      await expect(laptop.bootstrap()).rejects.toThrow(/no access today.*could not be removed.*nor any end/s);
    });
  });
});
