import { rmSync } from 'node:fs';
import type { AuditEntry, AuditRecorder } from '../audit/record';
import { CREDENTIAL_MIN_SECONDS } from '../../model/entities/access-policy';
import { type AccessRequest, refuseOld } from './requests';
import { appliedAccount } from './applied-terms';
import type { Encrypt } from './encrypt';
import { refuseUnfenced } from './fence';
import { newGrantName } from './grant-name';
import { createGrantSecret, type NewGrantSecret, secretPath } from './grant-secret';
import { KINDS } from './kinds';
import { kubeconfigText } from './kubeconfig';
import { referenceOfGrant } from './places/references';
import { GrantFailed, refusedByCluster } from './grant-failed';
import { FileExists, writeNewPrivateFile } from './private-copy';
import { RunNotes } from './run-notes';
import { settleUnfinished } from './settle';
import type { AccessSite } from './site';
import { SHORTEST_GRANT_SECONDS, type Terms, termsAt } from './terms';
import { requestToken } from './token';
import { refuseEnded, refuseUsedTwice } from './used-once';

export interface GrantProps {
  readonly terms: Terms;
  readonly audit: AuditRecorder;
  readonly encrypt: Encrypt;
  /** What somebody else agreed to. @default - the policy asks for no approval */
  readonly request: AccessRequest | undefined;
  /** A new file for the kubeconfig, which only its owner can read. @default - none */
  readonly out: string | undefined;
  /** Gets the kubeconfig itself, once it is kept and nobody has ended the grant. @default - nobody does */
  readonly hand?: (text: string) => void;
  readonly onStep: (text: string) => void;
  /** @throws when a signal came */
  readonly check: () => void;
}

/** What was granted. */
export interface Granted {
  readonly grant: string;
  readonly account: string;
  /** When the token ends, as the API server says. */
  readonly end: string;
  /** Reference to the encrypted kubeconfig. */
  readonly kubeconfig: string;
  readonly approvedBy: string | undefined;
  /** Grants that killed runs of this machine had begun, and that were ended now. */
  readonly settled: readonly string[];
}

/**
 * Gives somebody a credential of a role. It is written down before there is anything that could be used, and what fails
 * half way is ended again: first the Secret that all of it hangs on. A run that is killed leaves an event that names
 * everything and a note on this machine, by which the next one ends what it left.
 *
 * @throws {AccessRefused} when policy, cluster or approval stand against it
 * @throws {GrantFailed} when something went wrong on the way; nothing of it can be used
 */
export async function grant(site: AccessSite, props: GrantProps): Promise<Granted> {
  const { audit, request } = props;
  const { policy, environment } = props.terms;
  props.onStep(`looking at ${policy.account}`);
  const [started, startedAt] = [performance.now(), Date.now()];
  const { uid, now } = await appliedAccount(site.client, props.terms);
  await refuseUnfenced(site.client);
  const terms = termsAt(props.terms, now, request?.seconds);
  refuseOld(request, now);
  const notes = new RunNotes(site.platform, site.environment);
  const settled = await settleUnfinished(site, notes, audit, now);
  const end = Math.floor(now.getTime() / 1000) + Math.max(terms.seconds, SHORTEST_GRANT_SECONDS);
  const name = newGrantName(policy.account, end);
  const kubeconfig = referenceOfGrant(policy.kubeconfigSecret, name);
  const approvedBy = request?.approval?.by;
  const secret: NewGrantSecret = { name, terms, actor: audit.actor, approvedBy, kubeconfig, uid };
  await refusedByCluster(createGrantSecret(site.client, secret, { dryRun: true }));
  site.placeOf(kubeconfig);
  props.check();

  notes.keep({ grant: name, environment: environment.name, kubeconfig });
  // Where its beginning is not written for certain, the next run looks whether it is.
  const writeEnd = await audit.begin(entryOf(terms, secret, end, request));
  const begun = { grant: name, environment: environment.name, now };
  try {
    if (request) await refuseUsedTwice(site, audit, request, begun);
    const { granted, text } = await carryOut(site, { ...props, terms }, secret, { end, started });
    await writeEnd('done', { granted });
    // A machine that slept counts only in the time of day.
    await refuseEnded(site, begun, Math.max(performance.now() - started, Date.now() - startedAt));
    props.hand?.(text);
    notes.forget({ grant: name });
    return { grant: name, account: policy.account, end: granted, kubeconfig, approvedBy, settled };
  } catch (error) {
    const left = await undo(site, secret, props.out, error);
    await writeEnd('failed', { left: left.map(({ what }) => what) });
    // What could not be removed is tried again by the next run.
    if (left.length === 0) notes.forget({ grant: name });
    throw new GrantFailed(name, error, left);
  }
}

function entryOf(
  { environment: { name }, policy: { role, account, approval }, holder, ticket }: Terms,
  { name: grant, approvedBy, kubeconfig }: NewGrantSecret,
  end: number,
  request: AccessRequest | undefined,
): AuditEntry {
  return {
    chain: name,
    kind: KINDS.grant,
    what: `access of ${holder} to ${name} as ${role}`,
    details: {
      ...{ grant, account, role, holder, kubeconfig, approval },
      end: new Date(end * 1000).toISOString(),
      ticket: ticket ?? null,
      approvedBy: approvedBy ?? null,
      request: request?.id ?? null,
    },
  };
}

/** When a grant ends, in seconds since 1970, and when the clock was looked at that it was counted from, in milliseconds. */
interface Span {
  readonly end: number;
  readonly started: number;
}

/** @returns the end of the token, in ISO 8601, and the kubeconfig */
async function carryOut(
  site: AccessSite,
  props: GrantProps,
  secret: NewGrantSecret,
  { end, started }: Span,
): Promise<{ readonly granted: string; readonly text: string }> {
  const { client, place, platform } = site;
  const { policy, environment, seconds } = props.terms;
  const { name, kubeconfig } = secret;
  await createGrantSecret(client, secret, { dryRun: false });
  props.check();
  props.onStep(`asking for a token of ${policy.account}`);
  // Slow places in between take from the token's life: its end was written down before them.
  const passed = Math.ceil((performance.now() - started) / 1000);
  const asked = Math.max(seconds - passed - 2, CREDENTIAL_MIN_SECONDS);
  const latest = new Date(end * 1000);
  const { token, end: granted } = await requestToken(client, policy.account, { grant: name, seconds: asked, latest });
  props.check();
  const context = `${platform}-${policy.account}`;
  const text = kubeconfigText(place, {
    ...{ platform, grant: name, namespace: environment.namespace, context, token },
  });
  props.onStep(`keeping the kubeconfig at ${kubeconfig}`);
  await site.placeOf(kubeconfig).put(kubeconfig, await props.encrypt(text));
  props.check();
  if (props.out !== undefined) writeNewPrivateFile(props.out, text);
  return { granted, text };
}

/** Ends what was begun. @returns what could not be removed */
async function undo(
  { client, placeOf }: AccessSite,
  { name, kubeconfig }: NewGrantSecret,
  out: string | undefined,
  cause: unknown,
): Promise<{ what: string; fix: string }[]> {
  const left: { what: string; fix: string }[] = [];
  const fix = `npx lke-platform access revoke ${name} --reason 'it was granted only in part'`;
  // Whatever was asked for, and may still be answered, hangs on this.
  await client.remove(secretPath(name)).catch((error: Error) => {
    left.push({ what: `the grant ${name} may still be there, and usable: ${error.message}`, fix });
  });
  await placeOf(kubeconfig)
    .remove(kubeconfig)
    .catch((error: Error) => {
      left.push({ what: `an encrypted kubeconfig may still be at ${kubeconfig}: ${error.message}`, fix });
    });
  if (out !== undefined && !(cause instanceof FileExists)) rmSync(out, { force: true });
  return left;
}
