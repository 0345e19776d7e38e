import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { startStandIn } from '@lke-platform/stand-ins/start';
import { leftoversOf } from '../../../operations/doctor/leftovers';
import { linodeAccess } from '../../../operations/linode/access';
import { connectLinode } from '../../../operations/linode/client';
import { makeAtLinode } from '../../support/make-at-linode';
import { exampleData, platformOf } from '../../support/platforms';

describe('what interrupted runs left', () => {
  it('is nothing that another platform has whose name begins alike', async () => {
    const s3 = await S3StandIn.start();
    const standIn = await startStandIn({ objectStorage: s3.access() });
    const platform = platformOf(exampleData());
    const { name, state } = platform;
    const own = [`${state.bucketPrefix}-probe-0a1b2c`, `${name}-bootstrap-0a1b2c`] as const;
    const ofOthers = [`${state.bucketPrefix}-probe-state`, `${name}-bootstrap-state`] as const;
    for (const label of [own[0], ofOthers[0]]) {
      await makeAtLinode(standIn, '/object-storage/buckets', { label, region: state.region });
    }
    for (const label of [...own, ...ofOthers]) {
      const bucket_access = [{ bucket_name: own[0], region: state.region, permissions: 'read_only' }];
      await makeAtLinode(standIn, '/object-storage/keys', { label, bucket_access });
    }
    connectLinode(linodeAccess(undefined, { LINODE_URL: standIn.apiUrl, LINODE_TOKEN: standIn.token }));
    const { buckets, keys } = await leftoversOf(platform);
    standIn.stop();
    await s3.stop();

    expect(buckets.map((it) => it.name)).toEqual([own[0]]);
    expect(keys.map(({ label }) => label)).toEqual([...own]);
  });
});
