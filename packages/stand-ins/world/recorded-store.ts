import { randomBytes } from 'node:crypto';
import { ObjectStoreError, type KeyPair, type LifecycleRule, type ObjectStore } from './object-store';

interface RecordedBucket {
  versioning: boolean;
  lifecycle: LifecycleRule[];
  /** number of objects, for a test to set */
  objects: number;
}

/** Buckets that are only recorded: for tests without an S3 endpoint. */
export class RecordedStore implements ObjectStore {
  readonly buckets = new Map<string, RecordedBucket>();

  createBucket(name: string): Promise<void> {
    if (this.buckets.has(name)) return Promise.reject(new ObjectStoreError('BucketAlreadyExists'));
    this.buckets.set(name, { versioning: false, lifecycle: [], objects: 0 });
    return Promise.resolve();
  }

  async deleteBucket(name: string): Promise<void> {
    const { objects } = await this.bucket(name);
    if (objects > 0) throw new ObjectStoreError('BucketNotEmpty');
    this.buckets.delete(name);
  }

  async versioning(name: string): Promise<boolean> {
    return (await this.bucket(name)).versioning;
  }

  async setVersioning(name: string, versioning: boolean): Promise<void> {
    Object.assign(await this.bucket(name), { versioning });
  }

  async lifecycle(name: string): Promise<LifecycleRule[]> {
    return (await this.bucket(name)).lifecycle;
  }

  async setLifecycle(name: string, lifecycle: LifecycleRule[]): Promise<void> {
    Object.assign(await this.bucket(name), { lifecycle });
  }

  async empty(name: string): Promise<void> {
    Object.assign(await this.bucket(name), { objects: 0 });
  }

  mintKey(): Promise<KeyPair> {
    return Promise.resolve({
      access_key: randomBytes(10).toString('hex').toUpperCase(),
      secret_key: randomBytes(20).toString('hex'),
    });
  }

  revokeKey(): Promise<void> {
    return Promise.resolve();
  }

  withKey(): ObjectStore {
    return this;
  }

  private bucket(name: string): Promise<RecordedBucket> {
    const bucket = this.buckets.get(name);
    return bucket ? Promise.resolve(bucket) : Promise.reject(new ObjectStoreError('NoSuchBucket'));
  }
}
