import * as fc from 'fast-check';
import {
  contentHash,
  DamagedBackup,
  packArchive,
  unpackArchive,
} from '../../../../operations/retirement/backup/archive';
import { isMade, keptObject, type KeptObject } from '../../../../operations/retirement/backup/kept-object';

const HEADER = {
  platform: 'acme',
  environment: 'staging',
  namespace: 'env-staging',
  taken: '2026-11-28T06:00:00.000Z',
};

const object: fc.Arbitrary<KeptObject> = fc
  .record({
    kind: fc.constantFrom('ConfigMap', 'Secret', 'Widget'),
    name: fc.string({ minLength: 1 }),
    data: fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
  })
  .map(({ kind, name, data }) => ({ apiVersion: 'v1', kind, metadata: { name }, data: { ...data } }));

/** Without what JSON cannot tell: a text that is cut within a character. */
const asJson = (objects: readonly KeptObject[]) => JSON.parse(JSON.stringify(objects)) as KeptObject[];

describe('a backup as a file', () => {
  it('comes out as it went in, whatever is in the objects', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 20 }), (objects) => {
        const kept = asJson(objects);

        expect(unpackArchive(packArchive({ ...HEADER, objects: kept }))).toEqual({ ...HEADER, objects: kept });
      }),
    );
  });

  it('is never taken for a whole one when it is cut off or changed', () => {
    const whole = packArchive({
      ...HEADER,
      objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }],
    });
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), (length) => {
        expect(() => unpackArchive(whole.subarray(0, length))).toThrow(DamagedBackup);
      }),
    );
  });

  it('says what is wrong with one whose lines were taken out', async () => {
    const { gunzipSync, gzipSync } = await import('node:zlib');
    const objects = ['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }));
    const lines = gunzipSync(packArchive({ ...HEADER, objects }))
      .toString()
      .split('\n');
    const packed = (...kept: string[]) => gzipSync(kept.join('\n'));

    expect(() => unpackArchive(packed(...lines.slice(0, 2)))).toThrow('cut off in the middle of a line');
    expect(() => unpackArchive(packed(...lines.slice(0, 2), ''))).toThrow('its last line is missing');
    expect(() => unpackArchive(packed(lines[0]!, lines[2]!, lines[3]!, ''))).toThrow('its hash is another one');
    expect(() => unpackArchive(Buffer.from('no gzip'))).toThrow('it cannot be unpacked');
  });
});

describe('an object that is kept', () => {
  const seen = {
    metadata: {
      ...{ name: 'web', uid: 'u', resourceVersion: '7', generation: 3, managedFields: [{}], labels: { a: 'b' } },
      creationTimestamp: '2026-11-28T06:00:00Z',
    },
    spec: { replicas: 2 },
    status: { replicas: 1 },
  };

  it('has all that it says, without what the cluster notes beside it', () => {
    expect(keptObject(seen, { apiVersion: 'apps/v1', kind: 'Deployment' })).toEqual({
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 2 } },
      metadata: { name: 'web', labels: { a: 'b' }, creationTimestamp: '2026-11-28T06:00:00Z' },
    });
  });

  it('is made by another one where that controls it', () => {
    const owned = (controller?: boolean) => ({
      ...{ apiVersion: 'v1', kind: 'Pod' },
      metadata: { name: 'x', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'y', controller }] },
    });

    expect([isMade(owned(true)), isMade(owned(false)), isMade(owned())]).toEqual([true, false, false]);
  });
});

describe('the hash of a content', () => {
  const map = (name: string, data: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
  const pod = {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: {
      name: 'x',
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'y', controller: true }],
    },
  };

  it('is the same whatever the order, and whatever the cluster makes by itself', () => {
    const one = contentHash([map('a', { x: '1', y: '2' }), map('b')]);

    expect(contentHash([map('b'), pod, map('a', { y: '2', x: '1' })])).toBe(one);
    const [noted] = [map('b')].map((it) => ({
      ...it,
      metadata: { ...it.metadata, annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
    }));
    expect(contentHash([map('a', { x: '1', y: '2' }), noted!])).toBe(one);
    expect(contentHash([map('a', { x: '1', y: '3' }), map('b')])).not.toBe(one);
  });
});
