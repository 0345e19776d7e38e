import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Platform } from '../../model/platform';
import { objectStorage } from '../../operations/object-storage/client';
import { CephAccount } from '../support/ceph/account';
import { platformOn } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { ExporterWorld, samplesIn, tellOfPlatform } from '../support/exporter-world';
import { synthesize } from '../support/synthesize';

onCeph('the exporter on Ceph, with a key that only reads', () => {
  let account: CephAccount;
  let platform: Platform;
  let world: ExporterWorld;
  let readOnly: ReturnType<typeof objectStorage>;
  beforeAll(async () => {
    const { endpoint } = runningCeph();
    account = await CephAccount.open(runningCeph(), 'exporter');
    platform = await platformOn(account, 'exporter');
    world = new ExporterWorld(account.s3, platform.state.buckets, endpoint);
    await tellOfPlatform(world, synthesize(platform).stacks);
    const { ledger, artifacts, reports } = platform.state.buckets;
    const key = await account.limitedKey([ledger, artifacts, reports], 'read_only');
    readOnly = objectStorage({ endpoint, ...key });
  });

  it('reads everything', async () => {
    const exporter = world.exporter(readOnly);
    await exporter.read(new AbortController().signal);

    expect(samplesIn(await exporter.metrics())).toMatchObject({
      'lke_platform_environment_status{environment="production",status="ready"}': '1',
      'lke_platform_exporter_read_errors_total{source="ledger"}': '0',
      'lke_platform_exporter_read_errors_total{source="artifacts"}': '0',
      'lke_platform_ledger_unreadable_events{chain="production"}': '0',
    });
  });

  it('can write and remove nothing, and read no state', async () => {
    const refused = { $metadata: { httpStatusCode: 403 } };
    const { ledger, artifacts, state } = platform.state.buckets;
    const event = { Bucket: ledger, Key: 'production/000000000001.json' };
    for (const command of [
      new PutObjectCommand({ Bucket: ledger, Key: 'production/000000000099.json', Body: 'x' }),
      new PutObjectCommand({ Bucket: artifacts, Key: 'x', Body: 'x' }),
      new PutObjectCommand({ ...event, Body: 'x' }),
    ]) {
      await expect(readOnly.send(command)).rejects.toMatchObject(refused);
    }
    await expect(readOnly.send(new DeleteObjectCommand(event))).rejects.toMatchObject(refused);
    await expect(readOnly.send(new ListObjectsV2Command({ Bucket: state }))).rejects.toMatchObject(refused);
  });

  it('tells of a bucket that is not there as of an error', async () => {
    const buckets = { ...platform.state.buckets, ledger: 'exporter-nowhere' };
    const elsewhere = new ExporterWorld(account.s3, buckets, runningCeph().endpoint);
    const exporter = elsewhere.exporter();
    await exporter.read(new AbortController().signal);

    expect(elsewhere.lines).toContainEqual(
      expect.stringContaining('ledger: cannot be read: there is no bucket exporter-nowhere for the ledger.'),
    );
  });
});
