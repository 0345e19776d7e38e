import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { join } from 'node:path';
import { main } from '../../../cli/main';
import { launcherOf, runCommandLine } from '../../support/command';
import { collectStreams } from '../../support/streams';

const EXAMPLE = join(__dirname, '../../../docs/examples/full.yaml');

describe('lke-platform exporter', () => {
  it('names everything that is wrong with its settings', async () => {
    const { exitCode, stderr } = await runCommandLine(['exporter', '--port', 'x', '--bucket-prefix', 'acme']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('--port (LKE_PLATFORM_EXPORTER_PORT)');
    expect(stderr).toContain('give --endpoint or LKE_PLATFORM_EXPORTER_ENDPOINT, too');
    expect(stderr).toContain('2 errors');
  });

  it('says which variables it needs', async () => {
    const { exitCode, stderr } = await runCommandLine(['exporter'], { LKE_PLATFORM_CONFIG: EXAMPLE });

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('AWS_ACCESS_KEY_ID') as string]);
  });

  it('serves the platform of a file until a signal ends it, and writes no key anywhere', async () => {
    const store = await S3StandIn.start();
    for (const bucket of ['acme-platform-ledger', 'acme-platform-artifacts', 'acme-platform-reports'])
      store.createBucket(bucket);
    const { access_key, secret_key } = store.account;
    const env = {
      LKE_PLATFORM_CONFIG: EXAMPLE,
      LKE_PLATFORM_OBJECT_STORAGE: store.endpoint,
      LKE_PLATFORM_EXPORTER_PORT: '0',
      AWS_ACCESS_KEY_ID: access_key,
      AWS_SECRET_ACCESS_KEY: secret_key,
    };
    const streams = collectStreams({ env });
    const exited = main(['exporter'], launcherOf(''), streams);
    const isRead = () => ['ledger', 'artifacts', 'reports'].every((it) => streams.stderr.text.includes(`${it}: read`));
    while (!isRead()) await new Promise((resolve) => setTimeout(resolve, 20));
    const [, address] = /listening at (\S+);/.exec(streams.stderr.text) ?? [];
    const metrics = await (await fetch(`http://${address}/metrics`)).text();
    process.emit('SIGTERM', 'SIGTERM');

    expect(await exited).toBe(0);
    expect(metrics).toContain('lke_platform_exporter_last_success_timestamp_seconds{source="ledger"} 1');
    expect(streams.stderr.text).toContain('stopping');
    const written = `${streams.stdout.text}${streams.stderr.text}${metrics}`;
    expect([written.includes(access_key), written.includes(secret_key)]).toEqual([false, false]);
    await store.stop();
  });
});
