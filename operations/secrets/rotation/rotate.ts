import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../../model/derive/environment';
import type { SecretItem } from '../../../model/derive/secrets-bundle';
import { ownValue } from '../../../model/own-value';
import { shellLine } from '../../../model/shell-line';
import { tellingHalfWay } from '../../audit/ended-half-way';
import { recorded } from '../../audit/recorded';
import { setCommands } from '../set-commands';
import { contentOf, contentProblems } from '../item-content';
import { readItems, SecretsRefused } from '../read-items';
import {
  readRecords,
  recordsDetails,
  type Rotation,
  SECRETS_KIND,
  type SecretRecords,
  withRotation,
  withSynced,
} from '../records';
import { sameFields, type SecretCluster } from '../secret-cluster';
import type { Fields } from '../sources/source';
import { bring, syncedOf, type SyncSite, writeMade } from '../sync';
import type { SecretUser, SecretUsers } from './secret-users';

/** What a rotation works with. */
export interface RotationSite extends SyncSite {
  readonly cluster: SecretCluster;
  readonly users: SecretUsers;
}

export interface RotateProps {
  readonly environment: Environment;
  readonly item: SecretItem;
  readonly site: RotationSite;
  /** The new value, when it is needed. @default - the platform makes it */
  readonly newFields?: (() => Promise<Fields>) | undefined;
  /** Whether what uses the former value is restarted. */
  readonly restart: boolean;
  /** How long pods may take to be replaced, in milliseconds. @default 120000 */
  readonly timeoutMs?: number;
}

export interface Rotated {
  /** `waiting`: source and cluster have the new value, and the former one is kept for the users. */
  readonly outcome: 'rotated' | 'waiting';
  readonly from: number;
  readonly to: number;
  /** Pods that started with the former value. */
  readonly users: readonly SecretUser[];
  /** Whether this run wrote the new value; an earlier one did otherwise, and what was given to this one was not read. */
  readonly isWritten: boolean;
}

/**
 * Replaces the value of a secret: in the source, then in the cluster; and the former value goes when nothing uses it any
 * more. It can be run again after any failure, and goes on from there: the ledger knows what was begun, the source and the
 * cluster know how far it came.
 *
 * @throws {EndedHalfWay} when it cannot go on, saying which value source and cluster have
 */
export async function rotateSecret(props: RotateProps): Promise<Rotated> {
  const { environment, item, site } = props;
  const records = await readRecords(site.audit?.log?.ledger, environment.name);
  const rotation = ownValue(records.rotations, item.name) ?? (await newRotation(props, records));
  const given = await givenContent(props, rotation);
  const begun = withRotation(records, item.name, rotation);
  const entry = {
    chain: environment.name,
    kind: `${SECRETS_KIND}.rotate`,
    what: `rotate the secret ${item.name} of ${environment.name}`,
    details: { item: item.name, ...recordsDetails(begun) },
  };
  const { outcome, from, to, users, isWritten } = await recorded(
    site.audit,
    entry,
    () => goOn(props, begun, rotation, given),
    (done) => recordsDetails(done.after),
  );
  return { outcome, from, to, users, isWritten };
}

/** @throws {Error} when there is nothing to rotate, or the cluster does not have what the source has */
async function newRotation({ environment, item, site }: RotateProps, { bundle }: SecretRecords): Promise<Rotation> {
  const { source, path } = site.sources(item.reference);
  const latest = await source.latest(path);
  if (!latest) {
    const next =
      item.madeBy === 'person'
        ? `Set one: ${setCommands(environment.name, item).join(', and ')}, with its value on stdin`
        : `The platform makes it: ${shellLine('npx', 'lke-platform', 'secrets', 'sync', environment.name)}`;
    throw new Error(`${item.name} has no value yet that could be rotated. ${next}`);
  }
  if (ownValue(bundle, item.name)?.version !== latest.version) {
    const sync = shellLine('npx', 'lke-platform', 'secrets', 'sync', environment.name);
    throw new Error(
      `the cluster does not have what the source has of ${item.name}, so nothing was done. Sync first: ${sync}`,
    );
  }
  return { from: latest.version, to: latest.version + 1 };
}

async function goOn(props: RotateProps, records: SecretRecords, { from, to }: Rotation, given: Fields | undefined) {
  const { environment, item } = props;
  const isWritten = await changeSource(props, from, given);
  const fix = `run it again: ${shellLine('npx', 'lke-platform', 'secrets', 'rotate', environment.name, item.name)}`;
  let what = `the source has the new value of ${item.name}, and the cluster may still have the former one, which is kept`;
  return tellingHalfWay(
    () => ({ what, fix }),
    async () => {
      const synced = await changeCluster(props, records);
      what = `source and cluster have the new value of ${item.name}; the former one is kept for who started with it`;
      const known = withSynced(records, synced);
      // Whatever comes of the users: the cluster has it, and status has to know.
      if (ownValue(records.bundle, item.name)?.syncedAt !== synced[item.name]?.syncedAt) await tellSynced(props, known);
      const users = await freeUsers(props);
      const done = { from, to, users, isWritten };
      if (users.length > 0) return { ...done, outcome: 'waiting' as const, after: known };
      what = `source and cluster have the new value of ${item.name}, nothing uses the former one, and it may be gone already`;
      await retire(props, from, synced[item.name]?.version ?? to);
      return { ...done, outcome: 'rotated' as const, after: withRotation(known, item.name, undefined) };
    },
  );
}

async function tellSynced({ environment, item, site }: RotateProps, records: SecretRecords): Promise<void> {
  await site.audit?.write({
    chain: environment.name,
    kind: `${SECRETS_KIND}.rotate.synced`,
    what: `the cluster has the new value of ${item.name} of ${environment.name}; the former one is kept for its users`,
    details: { item: item.name, ...recordsDetails(records) },
  });
}

/**
 * What the source is to hold with a new value of a person, judged before anything begins: once the source has it, only
 * another rotation would replace it.
 *
 * @returns undefined where the platform makes the value, or an earlier run has written it
 */
async function givenContent({ environment, item, site, newFields }: RotateProps, { from }: Rotation) {
  const { source, path } = site.sources(item.reference);
  const former = newFields && (await source.read(path));
  if (former?.version !== from) return undefined;
  const fields = { ...former.fields, ...(await newFields?.()) };
  if (sameFields(fields, former.fields)) {
    throw new Error(`the new value of ${item.name} is the one that it has, so nothing was rotated. Give another one.`);
  }
  const content = contentOf(item, { fields }) ?? {};
  const problems = contentProblems(item, environment.name, content, 'the new value was not written');
  if (problems.length > 0) throw new SecretsRefused(problems);
  return fields;
}

/** Writes the new value as the version after the former one. @returns false where an earlier run has done so */
async function changeSource({ environment, item, site }: RotateProps, from: number, given: Fields | undefined) {
  const { source, path } = site.sources(item.reference);
  const former = await source.read(path);
  if (former?.version !== from) return false;
  site.onStep(`${environment.name}: a new value of ${item.name}`);
  if (given) await source.write(path, given, from);
  else await writeMade(site, item, former);
  return true;
}

async function changeCluster({ environment, item, site }: RotateProps, { bundle }: SecretRecords) {
  const { read } = await readItems(environment, [item], site.sources);
  const [current] = read;
  if (!current) throw new Error(`${item.name} is gone from its source`);
  const known = ownValue(bundle, item.name);
  const content = await site.cluster.content(item);
  const isThere = known?.version === current.version && content !== undefined && sameFields(content, current.fields);
  if (isThere) return { [item.name]: known };
  return syncedOf(read, (await bring(environment, read, site)) ?? site.now().toISOString());
}

/** @returns those who use the former value, after they were restarted if that was asked for */
async function freeUsers({ item, site, restart, timeoutMs = 120_000 }: RotateProps) {
  const { users, onStep } = site;
  let found = await users.olderThan(item);
  const owners = [...new Set(found.flatMap(({ owner }) => owner ?? []))];
  if (!restart || owners.length === 0) return found;
  for (const owner of owners) {
    onStep(`restarting ${owner}`);
    await users.restart(item.namespace, owner, site.now());
  }
  for (const deadline = Date.now() + timeoutMs; found.length > 0 && Date.now() < deadline;) {
    await sleep(Math.min(500, timeoutMs / 10));
    // One that was made in the same second as the change counts as older, though it is new.
    const left = new Set((await users.olderThan(item)).map(({ id }) => id));
    found = found.filter(({ id }) => left.has(id));
  }
  return found;
}

/** Takes the former value back, where the platform made it, and forgets it. */
async function retire({ item, site }: RotateProps, from: number, current: number): Promise<void> {
  const { source, path } = site.sources(item.reference);
  const [former, now] = [await source.read(path, from), await source.read(path)];
  if (item.madeBy === 'bucket-key' && now) {
    site.onStep(`revoking the former key of ${item.name}`);
    // It may be one that a person set, whose label nobody knows.
    if (former && !sameFields(former.fields, now.fields)) await site.maker.discard(item, former.fields);
    await site.maker.keepOnly(item, now.fields, [0, current]);
  }
  await source.forgetBefore(path, current);
}
