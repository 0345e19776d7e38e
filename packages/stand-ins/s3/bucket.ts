import { createHash, randomBytes } from 'node:crypto';
import { S3Error } from './s3-error';

/** One version of an object; without a body, a delete marker. */
export interface Version {
  readonly id: string;
  readonly body: Buffer | undefined;
  /** MD5 in hexadecimal, without quotes. */
  readonly etag: string;
  readonly modified: Date;
}

/** What has to hold for a write to happen. */
export interface Conditions {
  /** `*`: the object must not be there. */
  readonly ifNoneMatch?: string | undefined;
  /** The ETag that the object must have. */
  readonly ifMatch?: string | undefined;
}

/** Id of the version that is written while versioning is off or suspended. */
const NULL_VERSION = 'null';

/**
 * A bucket as Ceph RGW 16 has it. Where that differs from Amazon's, it is Ceph that is followed, because Linode Object
 * Storage is Ceph: conditions are honoured in a plain bucket alone, and ETags match without quotes alone.
 */
export class Bucket {
  versioning: 'off' | 'Enabled' | 'Suspended' = 'off';
  /** Lifecycle rules, in S3's XML. Nothing expires here. */
  lifecycle: string | undefined;
  /** Whether a policy lets everybody read it. */
  isPublic = false;
  /** Versions by key, the newest first. */
  private readonly objects = new Map<string, Version[]>();

  /** Keys of the objects that are there, sorted. */
  keys(prefix = ''): string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix) && this.current(key)).sort();
  }

  /** Every version and delete marker, by key. */
  versions(prefix = ''): [string, readonly Version[]][] {
    return [...this.objects].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** @throws S3Error `NoSuchKey` */
  get(key: string, version?: string): Version & { readonly body: Buffer } {
    const found = version === undefined ? this.current(key) : this.objects.get(key)?.find(({ id }) => id === version);
    if (!found?.body) throw new S3Error(404, 'NoSuchKey');
    return { ...found, body: found.body };
  }

  /** @throws S3Error `PreconditionFailed` */
  put(key: string, body: Buffer, conditions: Conditions = {}): Version {
    this.check(key, conditions);
    const etag = createHash('md5').update(body).digest('hex');
    return this.write(key, { id: this.newVersionId(), body, etag, modified: new Date() });
  }

  delete(key: string, version?: string): void {
    if (version !== undefined) {
      this.keep(key, (id) => id !== version);
    } else if (this.versioning === 'off') {
      this.objects.delete(key);
    } else {
      this.write(key, { id: this.newVersionId(), body: undefined, etag: '', modified: new Date() });
    }
  }

  private current(key: string): Version | undefined {
    const [newest] = this.objects.get(key) ?? [];
    return newest?.body ? newest : undefined;
  }

  private check(key: string, { ifNoneMatch, ifMatch }: Conditions): void {
    if (this.versioning === 'Enabled') return;
    const [newest] = this.objects.get(key) ?? [];
    // After versioning was suspended, a delete marker counts as the object itself.
    if (ifNoneMatch === '*' && newest) throw new S3Error(412, 'PreconditionFailed');
    if (ifMatch !== undefined && newest?.etag !== ifMatch) throw new S3Error(412, 'PreconditionFailed');
  }

  private write(key: string, version: Version): Version {
    this.keep(key, (id) => id !== version.id);
    this.objects.set(key, [version, ...(this.objects.get(key) ?? [])]);
    return version;
  }

  private keep(key: string, stays: (id: string) => boolean): void {
    const left = (this.objects.get(key) ?? []).filter(({ id }) => stays(id));
    if (left.length > 0) this.objects.set(key, left);
    else this.objects.delete(key);
  }

  private newVersionId(): string {
    return this.versioning === 'Enabled' ? randomBytes(16).toString('hex') : NULL_VERSION;
  }
}
