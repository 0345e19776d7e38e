import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { objectStorage } from '../../operations/object-storage/client';
import { ExporterWorld, tellOfPlatform } from '../support/exporter-world';
import { exampleData, platformOf } from '../support/platforms';
import { onPromtool, promtool } from '../support/promtool';
import { synthesize } from '../support/synthesize';

onPromtool('the metrics of the exporter, as promtool judges them', () => {
  let text: string;
  beforeAll(async () => {
    const platform = platformOf(exampleData());
    const store = await S3StandIn.start();
    for (const bucket of Object.values(platform.state.buckets)) store.createBucket(bucket);
    const world = new ExporterWorld(objectStorage(store.access()), platform.state.buckets, store.endpoint);
    await tellOfPlatform(world, synthesize(platform).stacks);
    const exporter = world.exporter();
    await exporter.read(new AbortController().signal);
    text = await exporter.metrics();
    await store.stop();
  });

  it('follow the conventions of Prometheus', () => {
    expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
  });

  it('would be refused where a name did not', () => {
    const wrong = text.replaceAll('lke_platform_exporter_read_errors_total', 'lke_platform_exporter_readErrors');

    expect(promtool(['check', 'metrics'], wrong)).toMatchObject({ code: 3 });
  });
});
