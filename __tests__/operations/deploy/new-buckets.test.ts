import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bucketAddress } from '../../../model/addresses';
import { bootstrap } from '../../../operations/bootstrap/bootstrap';
import { placesOf } from '../../../operations/bootstrap/places';
import type { Deployment } from '../../../operations/deploy/deployment';
import { withKeyForNewBuckets } from '../../../operations/deploy/new-buckets';
import { makeBucket } from '../../../operations/linode/buckets';
import type { PlanSummary } from '../../../operations/plan-review/plan-summary';
import { type LinodeApiStandIn, startLinodeApi } from '../../support/linode-api';
import { platformOf, STANDARD } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a plan that makes a bucket of the platform', () => {
  const platform = platformOf(STANDARD);
  const { name, state } = platform;
  const { work: folder } = placesOf(name, { HOME: temporaryFolder() });
  const XDG_STATE_HOME = join(folder, '../..');
  let linode: LinodeApiStandIn;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    linode = await startLinodeApi();
    environment = { XDG_STATE_HOME, LINODE_URL: linode.url, LINODE_TOKEN: linode.token };
    await makeBucket({ name: state.buckets.state, region: state.region, endpointHost: undefined });
    mkdirSync(folder, { recursive: true });
  });
  afterAll(() => {
    linode.stop();
  });

  const applied = (address: string) => {
    const output = { platform: name, buckets: state.buckets, endpoint: state.endpoint, linodeApi: undefined };
    const deployment = { environment, output, signal: undefined, step: () => undefined } as unknown as Deployment;
    const summary = { changes: [{ address, action: 'create' }] } as unknown as PlanSummary;
    return withKeyForNewBuckets(deployment, summary, (variables) => Promise.resolve(variables));
  };

  describe('while another process has a temporary key', () => {
    const lock = join(folder, 'bootstrap.lock');
    const refusal = `another run that makes buckets of this platform is at work, process ${process.ppid}`;
    beforeAll(() => {
      writeFileSync(lock, String(process.ppid));
    });
    afterAll(() => {
      rmSync(lock);
    });

    it('is not applied, since each would revoke the key of the other for one that was left', async () => {
      await expect(applied(bucketAddress('reports'))).rejects.toThrow(refusal);
      expect(linode.world.linode.keys.size).toBe(0);
    });

    it('is not made by bootstrap either', async () => {
      await expect(bootstrap({ platform, stackFolder: folder, environment, onStep: () => undefined })).rejects.toThrow(
        refusal,
      );
    });

    it('is applied where it makes none', async () => {
      await expect(applied('linode_domain.zone')).resolves.toEqual({});
    });
  });
});
