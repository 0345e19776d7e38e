import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { readVariables, writeVariables } from '../../../../operations/bootstrap/variables-file';
import { accessTo } from '../../../../operations/deploy/bucket-access';
import { readIdentities } from '../../../../operations/secrets/identity/identity-file';
import {
  forgetFormer,
  type IdentitySite,
  rotateIdentity,
} from '../../../../operations/secrets/identity/rotate-identity';
import { ageCipher } from '../../../../operations/secrets/sources/age-cipher';
import { bucketSource } from '../../../../operations/secrets/sources/bucket-source';
import { bytes, textOf } from '../../../support/secrets/memory';
import { temporaryFolder } from '../../../support/temporary-folder';

const RECIPIENT = 'LKE_PLATFORM_SNAPSHOT_RECIPIENT';
const PATHS = ['acme/production/api-token', 'acme/staging/api-token'];
const BACKUP = 'sealing-keys/00ff.age';

describe('the rotation of the age identity', () => {
  let s3: S3StandIn;
  let environment: Record<string, string>;
  let colleague: string;
  let file: string;
  let variables: string;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.longestPage = 1; // a store tells all in several pages
    for (const bucket of ['acme-state', 'acme-artifacts']) s3.createBucket(bucket);
    const folder = temporaryFolder();
    [file, variables] = [join(folder, 'identity'), join(folder, 'acme.env')];
    const identity = await generateX25519Identity();
    colleague = await identityToRecipient(await generateX25519Identity());
    writeFileSync(file, `# made by a test\n${identity}\n`);
    environment = {
      AWS_ACCESS_KEY_ID: s3.account.access_key,
      AWS_SECRET_ACCESS_KEY: s3.account.secret_key,
      LKE_PLATFORM_AGE_IDENTITY: file,
      [RECIPIENT]: `${await identityToRecipient(identity)},${colleague}`,
    };
    for (const path of PATHS) {
      await sourceOf().write(path, { token: bytes(`${path} one`) }, 0);
      await sourceOf().write(path, { token: bytes(`${path} two`) }, 1);
    }
    s3.bucket('acme-artifacts').put(BACKUP, Buffer.from(await ageCipher('acme', environment).encrypt(bytes('a key'))));
  });
  afterEach(() => s3.stop());

  const clientOf = () => accessTo(s3.endpoint, environment, { attempts: 1 });
  function sourceOf(changes: Record<string, string> = {}) {
    const cipher = ageCipher('acme', { ...environment, ...changes });
    return bucketSource({ s3: clientOf(), bucket: 'acme-state', prefix: 'acme/secrets/', cipher });
  }

  /** @param killedAt number of the request, or of the write of the variables, at which the process ends */
  function siteOf(killedAt = Infinity): IdentitySite & { readonly steps: () => number } {
    let count = 0;
    const step = () => {
      if (count >= killedAt) throw new Error('killed');
      count += 1;
    };
    const client = clientOf();
    const send = client.send.bind(client) as (...args: unknown[]) => Promise<unknown>;
    client.send = (async (...args: unknown[]) => {
      step();
      return send(...args);
    }) as S3Client['send'];
    return {
      ...{ platform: 'acme', s3: client, buckets: { state: 'acme-state', artifacts: 'acme-artifacts' } },
      ...{ secretsPrefix: 'acme/secrets/', environment, file, audit: undefined, onStep: () => undefined },
      variables: {
        path: variables,
        write: (values) => {
          step();
          writeVariables(variables, values, 'x');
        },
      },
      cipher: ageCipher('acme', environment),
      steps: () => count,
    };
  }
  const source = () => {
    environment[RECIPIENT] = readVariables(variables)[RECIPIENT] ?? '';
  };
  /** What everything is, as the identities open it. */
  async function contents(identityFile = file) {
    const changes = { LKE_PLATFORM_AGE_IDENTITY: identityFile };
    const read = await Promise.all(
      PATHS.flatMap((path) => [1, 2].map((version) => sourceOf(changes).read(path, version))),
    );
    const backup = await ageCipher('acme', { ...environment, ...changes }).decrypt(
      s3.bucket('acme-artifacts').get(BACKUP).body,
      'the backup',
    );
    return [...read.map((it) => [it?.version, it?.changedAt, textOf(it?.fields.token)]), textOf(backup)];
  }
  /** A file with the new identity alone. */
  function newAlone(): string {
    const path = `${file}.new`;
    writeFileSync(path, readIdentities(file).current.join('\n'));
    return path;
  }

  it('encrypts everything anew, with the age of each secret as it was, and keeps the former one until it is told', async () => {
    // A second is the finest that a name tells.
    const told = (all: unknown[]) => JSON.stringify(all).replace(/\.\d{3}Z/g, '.000Z');
    const before = told(await contents());
    const former = readIdentities(file).current;
    const rotated = await rotateIdentity(siteOf());

    expect(rotated).toMatchObject({ outcome: 'waiting', reEncrypted: 5 });
    expect(readIdentities(file).former).toEqual(former);
    expect(told(await contents(newAlone()))).toBe(before);
    expect(readVariables(variables)[RECIPIENT]?.split(',').sort()).toEqual([colleague, rotated.current].sort());
    expect(s3.bucket('acme-state').keys()).toHaveLength(4);
    await expect(forgetFormer(siteOf())).rejects.toThrow('this shell still encrypts for');

    source();
    // Somebody who still has the former variables.
    await bucketSource({
      ...{ s3: clientOf(), bucket: 'acme-state', prefix: 'acme/secrets/' },
      cipher: ageCipher('acme', { ...environment, [RECIPIENT]: rotated.former.join() }),
    }).write(PATHS[0] ?? '', { token: bytes('three') }, 2);
    expect(await forgetFormer(siteOf())).toMatchObject({ outcome: 'rotated', reEncrypted: 1, file: `${file}.former` });
    expect(readIdentities(file).former).toEqual([]);
    expect(readFileSync(`${file}.former`, 'utf8').trim()).toBe(former.join('\n'));
    expect(textOf((await sourceOf().read(PATHS[0] ?? ''))?.fields.token)).toBe('three');
  });

  it('is not ended while this shell encrypts for the former one, too', async () => {
    const { former, current } = await rotateIdentity(siteOf());
    environment[RECIPIENT] = [...former, current].join();

    await expect(forgetFormer(siteOf())).rejects.toThrow(`this shell still encrypts for ${former.join()}`);
    expect(readIdentities(file).former).toHaveLength(1);
  });

  it('can be rotated again', async () => {
    for (let round = 0; round < 2; round += 1) {
      await rotateIdentity(siteOf());
      source();
      await forgetFormer(siteOf());
    }

    expect(await contents(newAlone())).toHaveLength(5);
    expect(readFileSync(`${file}.former`, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('opens everything wherever it is killed, and goes on from there', async () => {
    const before = JSON.stringify((await contents()).map((it) => (Array.isArray(it) ? it[2] : it)));
    let killedAt = 0;
    for (let ended = false; !ended; killedAt += 1) {
      const site = siteOf(killedAt);
      ended = await rotateIdentity(site).then(
        () => true,
        () => false,
      );
      const after = (await contents()).map((it) => (Array.isArray(it) ? it[2] : it));
      expect([killedAt, JSON.stringify(after)]).toEqual([killedAt, before]);
    }

    expect(killedAt).toBeGreaterThan(5);
    expect(readIdentities(file).former).toHaveLength(1);
    expect(await contents(newAlone())).toHaveLength(5);
    expect(s3.bucket('acme-state').keys()).toHaveLength(4);
    source();
    for (let at = 0; readIdentities(file).former.length > 0; at += 1) {
      await forgetFormer(siteOf(at)).catch(() => undefined);
      expect(await contents()).toHaveLength(5);
    }
  });

  it('leaves alone what it cannot open, and says which', async () => {
    const others = await ageCipher('acme', { ...environment, [RECIPIENT]: colleague }).encrypt(bytes('x'));
    s3.bucket('acme-state').put('acme/secrets/acme/other/00000001.age', Buffer.from(others));

    await expect(rotateIdentity(siteOf())).rejects.toThrow('acme-state/acme/secrets/acme/other/00000001.age cannot be');
    expect(await contents()).toHaveLength(5);
  });

  it('is refused where an identity is damaged, with the file and nothing of what is in it', async () => {
    const text = readFileSync(file, 'utf8').trim();
    writeFileSync(file, `${text.slice(0, -1)}${text.endsWith('Q') ? 'P' : 'Q'}\n`);

    for (const rotation of [rotateIdentity, forgetFormer]) {
      await expect(rotation(siteOf())).rejects.toThrow(`${file} has a damaged age identity`);
      await expect(rotation(siteOf())).rejects.not.toThrow(/AGE-SECRET-KEY-1/);
    }
  });

  it('is refused where this identity is nobody the secrets are encrypted for, and where none was begun', async () => {
    await expect(forgetFormer(siteOf())).rejects.toThrow('no rotation of the age identity of acme was begun');
    environment[RECIPIENT] = colleague;
    await expect(rotateIdentity(siteOf())).rejects.toThrow('there is nothing to rotate');
    expect(existsSync(variables)).toBe(false);
  });
});
