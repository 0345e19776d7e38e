import type { Environment } from '../../model/derive/environment';
import type { SecretItem } from '../../model/derive/secrets-bundle';
import type { AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import type { ManifestFolder } from './manifest-folder';
import type { ValueMaker } from './make-value';
import { readItems, type ReadItem } from './read-items';
import { readRecords, recordsDetails, SECRETS_KIND, type SecretRecords, withSynced } from './records';
import { readCertificate, type SealingCertificate } from './sealing/certificate';
import { isSealedFor, sealedManifest } from './sealing/manifest';
import { sameFields, type SecretCluster } from './secret-cluster';
import type { StoredSecret } from './sources/source';
import type { Sources } from './sources/sources';

/** What secrets are synced with. */
export interface SyncSite {
  readonly sources: Sources;
  readonly folder: ManifestFolder;
  readonly maker: ValueMaker;
  /** Undefined where only manifests are to be written. */
  readonly cluster: SecretCluster | undefined;
  /** Makes sure that the keys of the cluster can be brought back, before anything is sealed for the newest of them. */
  readonly backUpKeys: (cluster: SecretCluster) => Promise<void>;
  /** @default - nothing is recorded */
  readonly audit: AuditRecorder | undefined;
  readonly now: () => Date;
  /** Called with what begins, in words. */
  readonly onStep: (text: string) => void;
}

export interface SyncedItem {
  readonly name: string;
  /** Whether the cluster has that value, it only was sealed, or nobody has set one yet. */
  readonly outcome: 'synced' | 'sealed' | 'not-set';
  /** Whether the platform made the value, because there was none. */
  readonly made: boolean;
  /** Version of the source; undefined where there is none. */
  readonly version: number | undefined;
}

export interface SyncedEnvironment {
  readonly environment: Environment['name'];
  /** Undefined where only manifests were written. */
  readonly syncedAt: string | undefined;
  readonly items: readonly SyncedItem[];
}

/**
 * Brings the secrets of an environment from their source into the cluster, and their SealedSecrets into the repository.
 * What the platform can make itself is made where it is missing. It can be run again at any time.
 *
 * @param items @default - all of the bundle
 * @throws {Error} when a source, the controller or the cluster refuses; then nothing of the environment counts as synced
 */
export async function syncSecrets(
  environment: Environment,
  site: SyncSite,
  items: readonly SecretItem[] = environment.secretsBundle.items,
): Promise<SyncedEnvironment> {
  const { audit } = site;
  const former = await readRecords(audit?.log?.ledger, environment.name);
  const entry = {
    chain: environment.name,
    kind: `${SECRETS_KIND}.sync`,
    what: `sync ${items.length === 1 ? `the secret ${items[0]?.name ?? ''}` : `${items.length} secrets`} of ${environment.name}`,
    details: { items: items.map(({ name }) => name), inCluster: site.cluster !== undefined },
  };
  const done = await recorded(
    audit,
    entry,
    () => syncItems(environment, items, site),
    ({ read, syncedAt }) =>
      syncedAt === undefined ? {} : recordsDetails(withSynced(former, syncedOf(read, syncedAt))),
  );
  const outcome = done.syncedAt === undefined ? 'sealed' : 'synced';
  return {
    environment: environment.name,
    syncedAt: done.syncedAt,
    items: [
      ...done.read.map(
        ({ item: { name }, version }) => ({ name, outcome, made: done.made.includes(name), version }) as const,
      ),
      ...done.unset.map(({ name }) => ({ name, outcome: 'not-set', made: false, version: undefined }) as const),
    ],
  };
}

async function syncItems(environment: Environment, items: readonly SecretItem[], site: SyncSite) {
  const made = await makeMissing(environment, items, site);
  const { read, unset } = await readItems(environment, items, site.sources);
  return { made, read, unset, syncedAt: await bring(environment, read, site) };
}

/** Makes what is missing and nobody but the platform makes. @returns the names of what was made */
async function makeMissing(environment: Environment, items: readonly SecretItem[], site: SyncSite): Promise<string[]> {
  const made: string[] = [];
  for (const item of items.filter(({ madeBy }) => madeBy !== 'person')) {
    const { source, path } = site.sources(item.reference);
    if (await source.latest(path)) continue;
    site.onStep(`${environment.name}: making ${item.name}`);
    await writeMade(site, item, { version: 0, fields: {} });
    made.push(item.name);
  }
  return made;
}

/** Makes the value that follows another one, and writes it to the source. What lost a race is taken back. */
export async function writeMade(
  { sources, maker }: Pick<SyncSite, 'sources' | 'maker'>,
  item: SecretItem,
  { version, fields: former }: Pick<StoredSecret, 'version' | 'fields'>,
): Promise<void> {
  const { source, path } = sources(item.reference);
  const made = await maker.make(item, version + 1);
  const fields = { ...former, ...made };
  try {
    await source.write(path, fields, version);
  } catch (error) {
    // The answer to a write may be lost after it was done, and where nothing can be read nothing is known.
    const isUnwritten = await source.read(path).then(
      (now) => !now || !sameFields(now.fields, fields),
      () => false,
    );
    if (isUnwritten) await maker.discard(item, made);
    throw error;
  }
  await maker.keepOnly(item, made, [version + 1, version + 1]);
}

/** Seals items, writes their manifests and brings them into the cluster. @returns when; undefined without a cluster */
export async function bring(
  { name: environment }: Pick<Environment, 'name'>,
  items: readonly ReadItem[],
  site: Pick<SyncSite, 'cluster' | 'folder' | 'backUpKeys' | 'now' | 'onStep'>,
): Promise<string | undefined> {
  const { cluster, folder, now, onStep } = site;
  const certificate = await certificateOf(site);
  const sealed = [];
  for (const it of items) {
    const content = cluster && (await cluster.content(it.item));
    sealed.push({ ...it, manifest: manifestOf(environment, it, certificate, folder, content) });
  }
  folder.writeCertificate(certificate.pem);
  for (const { manifest } of sealed) folder.write(environment, manifest);
  if (!cluster) return undefined;
  for (const { item, manifest, fields } of sealed) {
    onStep(`${environment}: ${item.name}`);
    await cluster.apply(manifest);
    await cluster.awaitContent(item, fields);
  }
  return now().toISOString();
}

async function certificateOf({
  cluster,
  folder,
  backUpKeys,
  now,
}: Pick<SyncSite, 'cluster' | 'folder' | 'backUpKeys' | 'now'>): Promise<SealingCertificate> {
  if (!cluster) return readCertificate(folder.readCertificate(), folder.certificateFile, now());
  const certificate = await cluster.certificate(now());
  await backUpKeys(cluster);
  return certificate;
}

/** The manifest that is there, if it holds the same; else a new one. @param content of the Secret in the cluster, if known */
function manifestOf(
  environment: Environment['name'],
  { item, version, fields }: ReadItem,
  certificate: SealingCertificate,
  folder: ManifestFolder,
  content: ReadItem['fields'] | undefined,
) {
  const sealing = { item, version, certificate };
  const former = folder.read(environment, item.name);
  const isCurrent = former && isSealedFor(former, sealing, fields);
  // What the cluster made of it is not what the source has: then the file says so of another content.
  const isTrue = content === undefined || sameFields(content, fields);
  return isCurrent && isTrue ? former : sealedManifest(sealing, fields);
}

/** What the ledger is told of items that the cluster has. */
export const syncedOf = (items: readonly ReadItem[], syncedAt: string): SecretRecords['bundle'] =>
  Object.fromEntries(
    items.map(({ item: { name }, version, changedAt }) => [name, { version, changedAt, syncedAt }] as const),
  );
