import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../../../operations/deploy/deployment';
import { isPlatformGone, isTornDownIn, LOCAL_STATE, TEARDOWN } from '../../../operations/deploy/platform-gone';
import { makeBucket } from '../../../operations/linode/buckets';
import { type LinodeApiStandIn, startLinodeApi } from '../../support/linode-api';
import { temporaryFolder } from '../../support/temporary-folder';

const buckets = { state: 'acme-state', artifacts: 'acme-artifacts', ledger: 'acme-ledger', reports: 'acme-reports' };

describe('a platform is gone', () => {
  let api: LinodeApiStandIn;
  let folder: string;
  beforeEach(async () => {
    api = await startLinodeApi();
    folder = temporaryFolder();
  });
  afterEach(() => {
    api.stop();
  });

  const isGone = () =>
    isPlatformGone(
      {
        output: { buckets, linodeApi: undefined } as Deployment['output'],
        environment: { LINODE_URL: api.url.replace(/\/v4$/, ''), LINODE_TOKEN: api.token },
      },
      folder,
    );
  const make = (name: string) => makeBucket({ name, region: 'nl-ams', endpointHost: undefined });

  it('where none of its buckets is there any more', async () => {
    await make('others-state');

    expect(await isGone()).toBe(true);
  });

  it('not while its states are there, with what else is left or without', async () => {
    await make(buckets.state);
    expect(await isGone()).toBe(false);
    await make(buckets.ledger);
    expect(await isGone()).toBe(false);
  });

  it('half, where the bucket of its states went first: then its folder is asked for', async () => {
    await make(buckets.ledger);
    await expect(isGone()).rejects.toThrow(/acme-state with the states is gone, but acme-ledger is not.*--export/);
    await make(buckets.reports);
    await expect(isGone()).rejects.toThrow('acme-ledger and acme-reports are not');
  });

  it('not yet, where the folder of the export says that it goes on there', async () => {
    mkdirSync(join(folder, TEARDOWN));
    expect(isTornDownIn(folder)).toBe(false);
    writeFileSync(join(folder, TEARDOWN, LOCAL_STATE), '{}');

    expect(isTornDownIn(folder)).toBe(true);
    expect(await isGone()).toBe(false);
  });
});
