import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { S3StandIn } from '../s3/s3-stand-in';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';
import { type RecordedStore } from '../world/recorded-store';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const BUCKET = 'linode_object_storage_bucket.it';
const KEYS = { obj_access_key: 'access', obj_secret_key: 'secret' };
const EXPIRE = { id: 'old', enabled: true, noncurrent_version_expiration: [{ days: 30 }] };

function storage(bucket: object, provider: object = {}, more: object = {}): object {
  return {
    terraform: { required_providers: { linode: { source: 'linode/linode' } } },
    provider: { linode: provider },
    resource: { linode_object_storage_bucket: { it: { label: 'artifacts', region: 'us-ord', ...bucket } }, ...more },
  };
}

engineSuite('object storage of the stand-in of linode', () => {
  let standIn: StandIn;
  let root: Root;
  const stored = () => (standIn.world.store as RecordedStore).buckets.get('artifacts');

  beforeEach(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
  });
  afterEach(() => {
    root.remove();
    standIn.stop();
  });

  it('makes a versioned bucket with rules, sees when they change, and deletes it (O1)', async () => {
    const versioned = storage({ versioning: true, lifecycle_rule: [EXPIRE] }, KEYS);
    expect(await root.apply(versioned)).toMatchObject({ code: 0 });
    expect(stored()).toMatchObject({ versioning: true, lifecycle: [{ noncurrentDays: 30 }] });
    expect(await root.plan()).toMatchObject({ code: 0 });
    expect(await root.state(BUCKET)).toMatchObject({
      id: 'us-ord:artifacts',
      hostname: 'artifacts.us-ord-1.linodeobjects.com',
      endpoint_type: 'E1',
      acl: 'private',
    });

    Object.assign(stored() ?? {}, { versioning: false });
    expect(await root.plan()).toMatchObject({ actions: { [BUCKET]: 'update' } });
    expect(await root.plan(storage({ region: 'us-sea' }, KEYS))).toMatchObject({ actions: { [BUCKET]: 'replace' } });
    root.write(versioned);
    expect(await root.destroy()).toMatchObject({ code: 0 });
    expect(stored()).toBeUndefined();
  });

  it('needs object keys for versioning and rules, and for nothing else (O2)', async () => {
    expect(await root.apply(storage({}))).toMatchObject({ code: 0 });
    const { errors } = await root.apply(storage({ versioning: true }));
    expect(errors).toEqual(['access_key and secret_key are required.']);
  });

  it('makes keys for one call when told to, in every plan (O3)', async () => {
    await root.apply(storage({ versioning: true }, { obj_use_temp_keys: true }));
    expect([stored()?.versioning, standIn.world.linode.keys.size]).toEqual([true, 0]);
    const readOnly = standIn.world.linode.createToken('reader', 'object_storage:read_only').token;
    const plan = await root.plan(storage({ versioning: true }, { obj_use_temp_keys: true, token: readOnly }));
    expect(plan.errors.join()).toContain('not authorized');
  });

  it('does not delete a bucket with objects, unless forced (O4)', async () => {
    await root.apply(storage({}));
    Object.assign(stored() ?? {}, { objects: 3 });
    expect((await root.destroy()).errors.join()).toContain('[400] Bucket is not empty');
    root.write(storage({}, { ...KEYS, obj_bucket_force_delete: true }));
    expect(await root.destroy()).toMatchObject({ code: 0 });
  });

  it('refuses a region without object storage when it applies (O5)', async () => {
    const { errors } = await root.apply(storage({ region: 'us-west' }));
    expect(errors).toEqual(["Region 'us-west' is not valid for Object Storage."]);
  });

  it('keeps the secret of a key, and replaces the key for other limits (O6)', async () => {
    const key = (permissions: string, label = 'reader') => ({
      linode_object_storage_key: {
        it: { label, bucket_access: [{ bucket_name: 'artifacts', region: 'us-ord', permissions }] },
      },
    });
    const address = 'linode_object_storage_key.it';
    await root.apply(storage({}, {}, key('read_only')));
    const [minted] = standIn.world.linode.keys.values();
    expect(await root.plan()).toMatchObject({ code: 0 });
    expect(await root.state(address)).toMatchObject({ secret_key: minted?.secret_key, limited: true });
    expect((await root.plan(storage({}, {}, key('read_only', 'other')))).actions).toEqual({ [address]: 'update' });
    expect((await root.plan(storage({}, {}, key('read_write')))).actions).toEqual({ [address]: 'replace' });
  });
});

engineSuite('object storage of the stand-in with an S3 store behind it', () => {
  let s3: S3StandIn;
  let standIn: StandIn;
  let root: Root;
  const bucket = () => s3.buckets.get('artifacts');

  beforeAll(async () => {
    s3 = await S3StandIn.start();
    standIn = await startStandIn({ objectStorage: s3.access() });
    root = new Root(standIn.env);
  });
  afterAll(async () => {
    root.remove();
    standIn.stop();
    await s3.stop();
  });

  it('really makes the bucket there, versions it, sees what is changed there, and deletes it (O7)', async () => {
    const { accessKey, secretKey } = s3.access();
    const keys = { obj_access_key: accessKey, obj_secret_key: secretKey };
    const versioned = storage({ versioning: true, lifecycle_rule: [EXPIRE] }, keys);
    expect((await root.apply(versioned)).errors).toEqual([]);
    expect(bucket()).toBeDefined();
    expect(await root.plan()).toMatchObject({ code: 0 });
    await standIn.world.store.setVersioning('artifacts', false);
    expect(await root.plan()).toMatchObject({ actions: { [BUCKET]: 'update' } });
    expect((await root.destroy()).errors).toEqual([]);
    expect(bucket()).toBeUndefined();
  });
});
