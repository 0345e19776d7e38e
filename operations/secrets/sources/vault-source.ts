import { z } from 'zod';
import { changedMeanwhile, type Fields, type SecretSource, type SecretVersion, SourceError } from './source';
import type { VaultAnswer, VaultClient } from './vault-client';

/**
 * Ending of a key whose value is base64 of bytes that are not a text, which is all that Vault keeps. No field of a Secret
 * in Kubernetes has a colon in its name, so that nothing else is taken for one.
 */
const BINARY = ':base64';
const base64 = z.base64();

const mountSchema = z.object({
  path: z.string(),
  type: z.string(),
  options: z.object({ version: z.string().optional() }).nullish(),
});

const versionSchema = z.object({ version: z.int(), created_time: z.string() });

const secretSchema = z.object({ data: z.record(z.string(), z.unknown()).nullable(), metadata: versionSchema });

/** A mount of Vault's, and what of a path is left below it. */
interface Place {
  readonly mount: string;
  readonly rest: string;
}

/** Secrets in the KV engine, version 2, of a Vault or OpenBao. The first parts of a path are those of the mount. */
export function vaultSource(vault: VaultClient): SecretSource {
  const places = new Map<string, Promise<Place>>();
  const placeOf = (path: string) => {
    const known = places.get(path) ?? findPlace(vault, path);
    places.set(path, known);
    return known;
  };
  const describe = (path: string) => `${path} in the Vault at ${vault.address}`;

  const get = async (path: string, version?: number) => {
    const { mount, rest } = await placeOf(path);
    const query = version === undefined ? '' : `?version=${version}`;
    const answer = await vault.ask('GET', `${mount}/data/${rest}${query}`);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw await refused(vault, answer, describe(path), `read ${mount}/data/${rest}`);
    return secretSchema.parse(answer.data);
  };

  return {
    describe,
    latest: async (path) => {
      const found = await get(path);
      return found?.data ? versionOf(found.metadata) : undefined;
    },
    read: async (path, version) => {
      const found = await get(path, version);
      if (!found?.data) return undefined;
      return { ...versionOf(found.metadata), fields: fieldsOf(found.data, describe(path)) };
    },
    write: async (path, fields, after) => {
      const { mount, rest } = await placeOf(path);
      // A version that was deleted still counts: the next one has to follow it.
      const cas = after === 0 ? await deletedVersion(vault, { mount, rest }) : after;
      const body = { options: { cas }, data: keysOf(fields) };
      const answer = await vault.ask('POST', `${mount}/data/${rest}`, body);
      if (answer.status === 200) return versionOf(versionSchema.parse(answer.data));
      if (answer.status === 400 && answer.errors.some((it) => it.includes('check-and-set'))) {
        throw changedMeanwhile(describe(path));
      }
      throw await refused(vault, answer, describe(path), `create and update ${mount}/data/${rest}`);
    },
    // How many versions Vault keeps is set there (max_versions), by whoever runs it.
    forgetBefore: () => Promise.resolve(),
  };
}

/** Removes a secret with all its versions; it may be gone already. @throws {SourceError} */
export async function removeFromVault(vault: VaultClient, path: string): Promise<void> {
  const { mount, rest } = await findPlace(vault, path);
  const answer = await vault.ask('DELETE', `${mount}/metadata/${rest}`);
  if (answer.status < 300 || answer.status === 404) return;
  throw await refused(vault, answer, `${path} in the Vault at ${vault.address}`, `delete ${mount}/metadata/${rest}`);
}

async function deletedVersion(vault: VaultClient, { mount, rest }: Place): Promise<number> {
  const { status, data } = await vault.ask('GET', `${mount}/data/${rest}`);
  return status === 404 ? (z.object({ metadata: versionSchema }).safeParse(data).data?.metadata.version ?? 0) : 0;
}

const versionOf = ({ version, created_time }: z.infer<typeof versionSchema>): SecretVersion => ({
  version,
  changedAt: new Date(created_time).toISOString(),
});

/** Asks which mount a path is in, as Vault's own command does. @throws {SourceError} when it is not a KV engine of version 2 */
async function findPlace(vault: VaultClient, path: string): Promise<Place> {
  const answer = await vault.ask('GET', `sys/internal/ui/mounts/${path}`);
  if (answer.status !== 200) {
    throw await refused(
      vault,
      answer,
      `${path} in the Vault at ${vault.address}`,
      `read the mount and the path of ${path}`,
    );
  }
  const { path: found, type, options } = mountSchema.parse(answer.data);
  const mount = found.replace(/\/$/, '');
  const rest = path.slice(mount.length + 1);
  if (type !== 'kv' && type !== 'generic') {
    throw new SourceError(
      `${mount} in the Vault at ${vault.address} is an engine of type ${type}, and secrets are kept in one of type kv`,
      'name another path in the reference of the item',
    );
  }
  if (options?.version !== '2') {
    throw new SourceError(
      `${mount} in the Vault at ${vault.address} is a KV engine of version 1, which keeps no versions`,
      `let an administrator turn it into version 2 (vault kv enable-versioning ${mount}), or name another path`,
    );
  }
  if (rest === '') {
    throw new SourceError(
      `${path} is a mount of the Vault at ${vault.address}, and not a secret in it`,
      `name a path below it in the reference of the item: ext-vault://${path}/<name>`,
    );
  }
  return { mount, rest };
}

/** @param right what the token has to be allowed, in words */
async function refused(
  vault: VaultClient,
  { status, errors }: VaultAnswer,
  place: string,
  right: string,
): Promise<SourceError> {
  const reasons = errors.join('; ').replace(/\s+/g, ' ').trim();
  if (status !== 403) {
    return new SourceError(`Vault refuses ${place}: ${status} ${reasons}`.trim(), `see that the token may ${right}`);
  }
  // Each token may look at itself, so that one that may not is none, or has ended.
  const own = await vault.ask('GET', 'auth/token/lookup-self');
  if (own.status !== 200) {
    return new SourceError(
      `Vault does not know the token, or it has ended: ${place} was not asked for`,
      'log in again: vault login',
    );
  }
  return new SourceError(
    `Vault denies access to ${place}: ${reasons}`,
    `the policies of the token have to allow it to ${right} ("vault token lookup" names them), or there is no such mount`,
  );
}

function fieldsOf(data: Readonly<Record<string, unknown>>, place: string): Fields {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (typeof value !== 'string') {
        throw new SourceError(
          `the key ${key} of ${place} is not a text, and a Secret holds nothing else`,
          'write it as a text there',
        );
      }
      if (!key.endsWith(BINARY)) return [key, new Uint8Array(Buffer.from(value, 'utf8'))];
      const name = key.slice(0, -BINARY.length);
      if (Object.hasOwn(data, name)) {
        throw new SourceError(
          `${place} has ${name} twice, as a text and as ${key}, and nothing tells which one is meant`,
          `remove the one that is not: ${name}, or ${key}`,
        );
      }
      const encoded = value.replace(/\s/g, ''); // what the command base64 breaks into lines
      if (!base64.safeParse(encoded).success) {
        throw new SourceError(
          `the key ${key} of ${place} is not base64, which its name says that it is`,
          `write its bytes as base64 there, or a text as ${name}`,
        );
      }
      return [name, new Uint8Array(Buffer.from(encoded, 'base64'))];
    }),
  );
}

function keysOf(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const bytes = Buffer.from(value);
      const text = bytes.toString('utf8');
      return Buffer.from(text, 'utf8').equals(bytes) ? [name, text] : [`${name}${BINARY}`, bytes.toString('base64')];
    }),
  );
}
