import { isDeepStrictEqual } from 'node:util';
import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import type { Environment } from '../../model/derive/environment';
import { BACKUP_KIND } from '../../model/lifecycle/backup';
import { stateKeyOf } from '../../model/naming';
import type { Platform } from '../../model/platform';
import type { AuditRecorder } from '../audit/record';
import type { AuditLog } from '../audit/place';
import type { KubernetesClient } from '../kubernetes/client';
import { contentHash } from './backup/archive';
import type { BackupRecord, Backups } from './backup/backups';
import { keptObject, type KeptObject } from './backup/kept-object';
import { namespaceObjects } from './backup/read-objects';
import { isLiving } from './living-namespace';
import { RetirementRefused } from './refused';
import { type Claim, type Fates, volumesOf } from './volumes';

/** What it takes to back up an environment. */
export interface BackupSite {
  readonly platform: Platform;
  readonly environment: Environment;
  readonly client: KubernetesClient;
  readonly log: Pick<AuditLog, 's3'>;
  readonly backups: Backups;
  readonly audit: Pick<AuditRecorder, 'write'>;
  readonly onStep: (text: string) => void;
}

/** What is in the namespace now. */
interface Read {
  readonly objects: readonly KeptObject[];
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Backs up an environment, unless the last backup holds all that is in it.
 *
 * @param last the last backup of this record of the environment, and what was said of the claims then. @default - there is none
 * @returns the backup, and whether it was taken now
 * @throws {RetirementRefused} when there is no namespace, or it is being deleted
 * @throws {Error} when a kind cannot be read, or the backup is not there afterwards as it was written
 */
export async function backUp(
  site: BackupSite,
  claims: readonly Claim[],
  fates: Fates,
  last: { readonly backup: BackupRecord; readonly fates: Fates } | undefined,
): Promise<{ readonly backup: BackupRecord; readonly isNew: boolean }> {
  const { environment, platform, client, backups, onStep } = site;
  if (!(await isLiving(client, environment.namespace))) throw nothingToBackUp(environment);
  const { objects, counts } = await readNamespace(client, environment.namespace, claims, onStep);
  if (last?.backup.content === contentHash(objects) && (await backups.isWhole(last.backup))) {
    // What is said of the claims may be another thing than it was then.
    if (!isDeepStrictEqual(last.fates, fates)) await record(site, last.backup, fates);
    return { backup: last.backup, isNew: false };
  }
  onStep(`keeping ${objects.length} objects, and reading them back`);
  const { name, namespace } = environment;
  const header = { platform: platform.name, environment: name, namespace, taken: new Date().toISOString() };
  const backup = await backups.keep({ ...header, objects }, counts, await stateText(site));
  await record(site, backup, fates);
  return { backup, isNew: true };
}

const nothingToBackUp = ({ name, namespace }: Environment) =>
  new RetirementRefused([
    {
      what: `the namespace ${namespace} is not there, or is being deleted: there is nothing to back up`,
      fix: `an earlier backup is restored by npx lke-platform environment restore-backup ${name}, once it is made anew`,
    },
  ]);

async function readNamespace(
  client: KubernetesClient,
  namespace: string,
  claims: readonly Claim[],
  onStep: (text: string) => void,
): Promise<Read> {
  const { objects, counts } = await namespaceObjects(client, namespace, (plural) => {
    onStep(`reading ${plural}`);
  });
  const self = await client.get(`/api/v1/namespaces/${namespace}`);
  const around = [
    ...(self ? [keptObject(self, { apiVersion: 'v1', kind: 'Namespace' })] : []),
    ...(await volumesOf(client, claims)).map((it) => keptObject(it, { apiVersion: 'v1', kind: 'PersistentVolume' })),
  ];
  return { objects: [...around, ...objects], counts };
}

/** As it lies in the bucket, byte for byte. */
async function stateText({ platform, environment, log }: BackupSite): Promise<string | undefined> {
  try {
    const place = { Bucket: platform.state.buckets.state, Key: stateKeyOf(platform.name, environment.name) };
    const { Body } = await log.s3.send(new GetObjectCommand(place));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** The lifecycle goes by it. It was read back, or there would be none. */
const record = (
  { environment: { name }, audit }: BackupSite,
  { key, objects, counts, content }: BackupRecord,
  fates: Fates,
): Promise<void> =>
  audit.write({
    chain: name,
    kind: BACKUP_KIND,
    what: `backed up ${name}: ${objects} objects`,
    details: { readBack: true, key, objects, counts, content, volumes: fates },
  });
