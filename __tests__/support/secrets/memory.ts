import type { Fields, SecretSource, StoredSecret } from '../../../operations/secrets/sources/source';
import { changedMeanwhile } from '../../../operations/secrets/sources/source';
import type { Sources } from '../../../operations/secrets/sources/sources';
import { readCertificate } from '../../../operations/secrets/sealing/certificate';
import type { SealedManifest } from '../../../operations/secrets/sealing/manifest';
import type { SealingKey } from '../../../operations/secrets/sealing/sealing-keys';
import type { SecretCluster } from '../../../operations/secrets/secret-cluster';
import { type SealingPair, unseal } from './sealing-pair';

export const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
export const textOf = (value: Uint8Array | undefined) => Buffer.from(value ?? []).toString('utf8');

/** A source in memory, whose versions a test can look at. */
export class MemorySource implements SecretSource {
  readonly secrets = new Map<string, StoredSecret[]>();

  constructor(private readonly now: () => Date = () => new Date()) {}

  describe(path: string): string {
    return `${path} in memory`;
  }

  latest(path: string) {
    return Promise.resolve(this.secrets.get(path)?.at(-1));
  }

  read(path: string, version?: number) {
    const versions = this.secrets.get(path) ?? [];
    return Promise.resolve(version === undefined ? versions.at(-1) : versions.find((it) => it.version === version));
  }

  write(path: string, fields: Fields, after: number) {
    const versions = this.secrets.get(path) ?? [];
    if ((versions.at(-1)?.version ?? 0) !== after) return Promise.reject(changedMeanwhile(path));
    const written = { fields, version: after + 1, changedAt: this.now().toISOString() };
    this.secrets.set(path, [...versions, written]);
    return Promise.resolve(written);
  }

  forgetBefore(path: string, version: number) {
    this.secrets.set(
      path,
      (this.secrets.get(path) ?? []).filter((it) => it.version >= version),
    );
    return Promise.resolve();
  }
}

/** Every reference leads to one source. */
export const sourcesOf =
  (source: SecretSource): Sources =>
  (reference) => ({ source, path: reference.replace(/^[^:]*:\/\//, '').replace(/#.*$/, '') });

/** A cluster in memory, with a controller that opens what is sealed for it. */
export class MemoryCluster implements SecretCluster {
  readonly manifests: SealedManifest[] = [];
  readonly secrets = new Map<string, Fields>();

  constructor(readonly pair: SealingPair) {}

  certificate(now: Date) {
    return Promise.resolve(readCertificate(this.pair.certificate, 'the cluster', now));
  }

  keys(): Promise<SealingKey[]> {
    return Promise.resolve([
      { name: 'sealed-secrets-key1', createdAt: '2026-11-01T00:00:00Z', use: 'active', ...this.pair },
    ]);
  }

  apply(manifest: SealedManifest) {
    const { namespace, name } = manifest.metadata;
    const opened = Object.entries(manifest.spec.encryptedData).map(([field, sealed]) => {
      return [field, unseal(this.pair, `${namespace}/${name}`, sealed)] as const;
    });
    this.manifests.push(manifest);
    this.secrets.set(`${namespace}/${name}`, Object.fromEntries(opened));
    return Promise.resolve();
  }

  content({ namespace, name }: { namespace: string; name: string }) {
    return Promise.resolve(this.secrets.get(`${namespace}/${name}`));
  }

  awaitContent() {
    return Promise.resolve();
  }
}
