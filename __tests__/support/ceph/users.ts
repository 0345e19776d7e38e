import { randomBytes } from 'node:crypto';
import type { Ceph } from './start';
import { run } from './processes';

/** The key of a user of the store. */
export interface UserKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The users of a Ceph: each owns buckets, and sees no other's. */
export class CephUsers {
  constructor(private readonly ceph: Pick<Ceph, 'folder'>) {}

  /** Makes a user, whose first key is returned. */
  async create(name: string): Promise<UserKey> {
    const key = newKey();
    await this.admin('user', 'create', `--uid=${name}`, `--display-name=${name}`, ...keyFlags(key));
    return key;
  }

  /** Gives a user one more key. */
  async addKey(name: string): Promise<UserKey> {
    const key = newKey();
    await this.admin('key', 'create', `--uid=${name}`, '--key-type=s3', ...keyFlags(key));
    return key;
  }

  /** Makes a part of a user that may do nothing but what policies of the buckets allow to it. */
  async createPart(name: string, part: string): Promise<UserKey> {
    const key = newKey();
    const subuser = [`--uid=${name}`, `--subuser=${name}:${part}`];
    await this.admin('subuser', 'create', ...subuser, '--key-type=s3', ...keyFlags(key));
    return key;
  }

  async removeKey(name: string, accessKey: string): Promise<void> {
    await this.admin('key', 'rm', `--uid=${name}`, '--key-type=s3', `--access-key=${accessKey}`);
  }

  private async admin(...args: string[]): Promise<void> {
    await run(this.ceph.folder, 'radosgw-admin', ...args);
  }
}

const keyFlags = ({ accessKey, secretKey }: UserKey) => [`--access-key=${accessKey}`, `--secret-key=${secretKey}`];

function newKey(): UserKey {
  return { accessKey: randomBytes(10).toString('hex').toUpperCase(), secretKey: randomBytes(20).toString('hex') };
}
