import type { EnvironmentName } from '../../model/entities/environment';
import type { AuditRecorder } from '../audit/record';
import { parseGrantName } from './grant-name';
import { findGrantSecret, type GrantSecret, listGrantSecrets, secretPath } from './grant-secret';
import { KINDS } from './kinds';
import { recordedGrants } from './recorded-grants';
import { AccessRefused } from './refused';
import { parsed } from './places/references';
import { type Revoked, RevokedInPart } from './revoked';
import type { AccessSite } from './site';

/** Where it is written down; that holds nothing up. */
export type RevokeAudit = Pick<AuditRecorder, 'write'>;

/** How long the API server may still let requests through (its cache of tokens). */
export const REVOKED_WITHIN_SECONDS = 15;

/**
 * Ends a grant. It comes before everything else: an audit log that does not answer holds nothing up, and gets the event
 * later.
 *
 * @throws {AccessRefused} when neither cluster nor ledger knows it
 * @throws {KubernetesError} when the cluster does not remove it
 */
export async function revoke(site: AccessSite, audit: RevokeAudit, name: string): Promise<Revoked> {
  const named = parseGrantName(name);
  const secret = named && (await findGrantSecret(site.client, name));
  if (!named) throw unknown(name);
  if (!secret) return endedBefore(site, audit, name, named.environment);
  return end(site, audit, secret, named.environment);
}

/**
 * Ends grants, each whatever becomes of the others.
 *
 * @throws {RevokedInPart} when one could not be ended
 */
export async function revokeEach(site: AccessSite, audit: RevokeAudit, names: readonly string[]): Promise<Revoked[]> {
  return each(names, (name) => revoke(site, audit, name));
}

async function each<T>(all: readonly T[], end: (one: T) => Promise<Revoked>): Promise<Revoked[]> {
  const revoked: Revoked[] = [];
  const errors: unknown[] = [];
  for (const one of all) {
    try {
      revoked.push(await end(one));
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new RevokedInPart(errors, revoked);
  return revoked;
}

/**
 * Ends all grants of an environment, as before it is destroyed.
 *
 * @param choose which of them. @default - all
 * @throws {RevokedInPart} when one could not be ended
 */
export async function revokeAll(
  site: AccessSite,
  audit: RevokeAudit,
  environment: EnvironmentName,
  choose: (grant: GrantSecret) => boolean = () => true,
): Promise<Revoked[]> {
  const secrets = await listGrantSecrets(site.client);
  const meant = secrets.filter((it) => parseGrantName(it.name)?.environment === environment && choose(it));
  return each(meant, (secret) => end(site, audit, secret, environment));
}

async function end(
  { client, placeOf }: AccessSite,
  audit: RevokeAudit,
  { name, holder, kubeconfig }: GrantSecret,
  environment: EnvironmentName,
): Promise<Revoked> {
  const entry = {
    chain: environment,
    what: `ended the access of ${holder} to ${environment}: ${name}`,
    details: { grant: name, holder },
  };
  await audit.write({ ...entry, kind: `${KINDS.revoke}.began` });
  try {
    await client.remove(secretPath(name));
    if (await findGrantSecret(client, name)) throw new Error(`the cluster has not removed ${name}`);
  } catch (error) {
    await audit.write({ ...entry, kind: `${KINDS.revoke}.failed` });
    throw error;
  }
  await audit.write({ ...entry, kind: `${KINDS.revoke}.done` });
  return { grant: name, holder, wasThere: true, left: await removeStored(placeOf, name, kubeconfig) };
}

/** What a Secret says was perhaps written by hand: nothing is removed but what is kept for this grant. */
async function removeStored(placeOf: AccessSite['placeOf'], name: string, reference: string | undefined) {
  if (reference === undefined) return undefined;
  try {
    if (!parsed(reference).path.endsWith(`/${name}`)) throw new Error('this is not of the grant, and was left alone');
    await placeOf(reference).remove(reference);
    return undefined;
  } catch (error) {
    return `${reference}: ${(error as Error).message}`;
  }
}

/** A grant that is gone, such as one whose Secret somebody deleted by hand: the ledger learns of it. */
async function endedBefore(
  { log, placeOf }: AccessSite,
  audit: RevokeAudit,
  name: string,
  environment: EnvironmentName,
): Promise<Revoked> {
  const recorded = (await recordedGrants(log.ledger, environment, new Date())).get(name);
  if (!recorded) throw unknown(name);
  const { holder, kubeconfig } = recorded;
  if (recorded.outcome !== 'failed' && recorded.revoked === undefined) {
    await audit.write({
      chain: environment,
      kind: `${KINDS.revoke}.done`,
      what: `the access of ${holder} to ${environment} had ended already: ${name}`,
      details: { grant: name, holder },
    });
  }
  return { grant: name, holder, wasThere: false, left: await removeStored(placeOf, name, kubeconfig) };
}

const unknown = (given: string) =>
  new AccessRefused([
    { what: 'there is no such grant, and none is recorded', given, fix: 'npx lke-platform access list names them' },
  ]);
