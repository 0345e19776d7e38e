import { type OwnKeyName, ownKeyLabel, parseOwnKeyLabel } from '../../../model/own-keys';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Variables } from '../../bootstrap/variables-file';
import type { AuditRecorder } from '../../audit/record';
import { recorded } from '../../audit/recorded';
import { shellLine } from '../../../model/shell-line';
import { SECRETS_KIND } from '../records';
import type { OwnKeyJournal } from './journal';
import { isHeld, type IssuedKey, type KeyIssuer, type NewKey } from './key-issuer';

/** What the rotation of an own key works with. */
export interface OwnKeySite {
  readonly platform: string;
  readonly issuer: KeyIssuer;
  /** What this process works with. */
  readonly environment: EnvironmentVariables;
  /** The private file that values are handed out in. */
  readonly file: {
    readonly path: string;
    /** The variables in a file of the kind. */
    readonly read: (path: string) => Variables;
    readonly write: (variables: Variables) => void;
  };
  readonly journal: Pick<OwnKeyJournal, 'write' | 'left'>;
  readonly audit: AuditRecorder | undefined;
  readonly now: () => Date;
  /** Four hexadecimal digits that nobody else has. */
  readonly random: () => string;
  readonly onStep: (text: string) => void;
}

export interface OwnRotation {
  /** `waiting`: the new key is handed out, and the former one is kept for whoever still works with it. */
  readonly outcome: 'waiting' | 'rotated';
  /** Label of the one that goes; undefined where it was gone already. */
  readonly former: string | undefined;
  /** Label of the one that takes its place. */
  readonly current: string;
  /** File with the values of the new one; undefined where this process works with it already. */
  readonly file: string | undefined;
}

/** The command, with the flag that ends a rotation or begins it anew. */
export const ownRotationLine = (key: OwnKeyName, flag?: '--revoke-former' | '--start-over') =>
  shellLine('npx', 'lke-platform', 'secrets', 'rotate', 'platform', key, ...(flag === undefined ? [] : [flag]));

/**
 * Puts a new key in the place of the one that this process works with: the new one is made, tried, and written to a private
 * file; the former one stays in force until {@link revokeFormer}. Which key replaces which stands in its label at Linode, so
 * that any run can go on from there, and two at once are seen.
 *
 * @param startOver whether a new key that was handed out elsewhere is revoked, and another one made
 * @throws {Error} when it cannot go on; the former key is in force then
 */
export async function rotateOwnKey(site: OwnKeySite, { startOver = false } = {}): Promise<OwnRotation> {
  await removeUnkept(site);
  const { held, keys } = await look(site);
  const former = formerOf(site, held, keys);
  if (former) return { outcome: 'waiting', former: former.label, current: held.label, file: undefined };
  const successors = replacing(site, held.id, keys);
  const handedOut = successors.find((key) => isHeld(site.issuer, key, site.file.read(site.file.path)));
  if (handedOut) return { outcome: 'waiting', former: held.label, current: handedOut.label, file: site.file.path };
  if (successors.length > 0 && !startOver) throw new Error(elsewhereText(site, successors));
  const label = ownKeyLabel({
    ...{ platform: site.platform, key: site.issuer.name, now: site.now(), random: site.random() },
    replaces: held.id,
  });
  const entry = {
    chain: 'platform' as const,
    kind: `${SECRETS_KIND}.rotate-own-key`,
    what: `make a new ${site.issuer.name} of ${site.platform} in the place of ${held.label}`,
    details: { key: site.issuer.name, former: held.label, current: label },
  };
  await recorded(site.audit, entry, async () => {
    for (const { id, label: lost } of successors) {
      site.onStep(`revoking ${lost}, which is to be made anew`);
      await site.issuer.revoke(id);
    }
    await handOut(site, held, label);
  });
  return { outcome: 'waiting', former: held.label, current: label, file: site.file.path };
}

/**
 * Ends a rotation: revokes the former key, when whoever used it has the new one. This process has to work with the new one,
 * which shows that it opens what it is for.
 *
 * @throws {Error} when this process still works with the former one, or there is no rotation to end
 */
export async function revokeFormer(site: OwnKeySite): Promise<OwnRotation> {
  await removeUnkept(site);
  const { held, keys } = await look(site);
  const { name } = site.issuer;
  const replaced = labelOf(site, held)?.replaces;
  if (replaced === undefined || replacing(site, held.id, keys).length > 0) {
    const isBegun = replacing(site, held.id, keys).length > 0;
    throw new Error(
      isBegun
        ? `this shell still works with the former ${name}, ${held.label}, so nothing was revoked. Set the variables of ` +
            `the new one first (source ${site.file.path}), then run it again.`
        : `no rotation of the ${name} ${held.label} was begun, so nothing was revoked. Begin one: ${ownRotationLine(name)}`,
    );
  }
  const former = formerOf(site, held, keys);
  if (former) refuseHalfSet(site, former);
  // The former one goes last: as long as it is there, the rotation is seen.
  const gone = [...replacing(site, replaced, keys).filter(({ id }) => id !== held.id), ...(former ? [former] : [])];
  const result = { outcome: 'rotated' as const, former: former?.label, current: held.label, file: undefined };
  if (gone.length === 0) return result;
  const entry = {
    chain: 'platform' as const,
    kind: `${SECRETS_KIND}.revoke-own-key`,
    what: `revoke ${gone.map(({ label }) => label).join(', ')}, in whose place is ${held.label}`,
    details: { key: name, revoked: gone.map(({ label }) => label), current: held.label },
  };
  await recorded(site.audit, entry, async () => {
    for (const { id, label } of gone) {
      site.onStep(`revoking ${label}`);
      await site.issuer.revoke(id);
    }
  });
  return result;
}

/** Makes a key and hands it out. Whatever fails, no key is left of which nobody has the secret. */
async function handOut(site: OwnKeySite, held: IssuedKey, label: string): Promise<void> {
  const { issuer, file, journal } = site;
  const making = { key: issuer.name, label, file: file.path };
  journal.write('making', making);
  site.onStep(`making ${label}`);
  const made = await issuer.mint(label, held, site.now());
  try {
    await refuseSecondRotation(site, held, made);
    site.onStep('waiting until it opens what it is for');
    await issuer.awaitUsable(made);
    file.write(made.variables);
  } catch (error) {
    const left = await takeBack(site, made, () => {
      journal.write('gone', making);
    });
    throw new Error(`${(error as Error).message} The former ${issuer.name} stays in force; ${left}.`, { cause: error });
  }
  journal.write('kept', making);
}

/** @returns what became of the new key, in words: what made it fail may keep it from being revoked, too */
async function takeBack({ issuer }: OwnKeySite, { issued }: NewKey, isGone: () => void): Promise<string> {
  try {
    await issuer.revoke(issued.id);
  } catch (error) {
    return `the new one, ${issued.label}, could not be revoked (${(error as Error).message}): the next run does that`;
  }
  isGone();
  return 'the new one was revoked';
}

/** Both of two at once see the other, or the later one alone does. */
async function refuseSecondRotation(site: OwnKeySite, held: IssuedKey, { issued }: NewKey): Promise<void> {
  const others = replacing(site, held.id, await site.issuer.list()).filter(({ id }) => id !== issued.id);
  if (others.length > 0) {
    throw new Error(
      `somebody else rotates ${held.label} at the same time: ${others.map((it) => it.label).join(', ')}.`,
    );
  }
}

/** Revokes what a run that was killed, or an answer that was lost, left on behalf of this machine. */
async function removeUnkept({ issuer, file, journal, onStep }: OwnKeySite): Promise<void> {
  const left = journal.left().filter(({ key }) => key === issuer.name);
  if (left.length === 0) return;
  const keys = await issuer.list();
  for (const making of left) {
    const made = keys.filter(({ label }) => label === making.label);
    const kept = made.some((key) => isHeld(issuer, key, file.read(making.file)));
    if (!kept) {
      for (const { id, label } of made) {
        onStep(`revoking ${label} of an interrupted run`);
        await issuer.revoke(id);
      }
    }
    journal.write(kept ? 'kept' : made.length > 0 ? 'gone' : 'missing', making);
  }
}

async function look(site: OwnKeySite) {
  const keys = await site.issuer.list();
  const held = keys.find((key) => isHeld(site.issuer, key, site.environment));
  if (held) return { held, keys };
  const [variable] = site.issuer.variables;
  throw new Error(
    site.environment[variable]
      ? `Linode knows no ${site.issuer.name} like the one in ${variable}, so nothing was done. ${site.issuer.unknown}`
      : `${variable} is not set, so that there is nothing to rotate. ${site.issuer.unknown}`,
  );
}

const labelOf = ({ platform, issuer, now }: OwnKeySite, { label }: IssuedKey) =>
  parseOwnKeyLabel(platform, issuer.name, label, now());

const replacing = (site: OwnKeySite, id: number, keys: readonly IssuedKey[]) =>
  keys.filter((key) => labelOf(site, key)?.replaces === id);

const formerOf = (site: OwnKeySite, held: IssuedKey, keys: readonly IssuedKey[]) =>
  keys.find(({ id }) => id === labelOf(site, held)?.replaces);

/** Some of the variables may have been set by hand. */
function refuseHalfSet({ issuer, environment, file }: OwnKeySite, former: IssuedKey): void {
  const stale = issuer.variables.filter((name) => environment[name]?.startsWith(former.shown));
  if (stale.length === 0) return;
  throw new Error(
    `${stale.join(' and ')} still hold${stale.length === 1 ? 's' : ''} the former ${issuer.name}, ${former.label}, so ` +
      `nothing was revoked. Set all variables of the new one first (source ${file.path}), then run it again.`,
  );
}

const elsewhereText = ({ issuer, file }: OwnKeySite, successors: readonly IssuedKey[]) =>
  `a rotation was begun elsewhere: ${successors.map(({ label }) => label).join(', ')} is to replace this ${issuer.name}, and ` +
  `${file.path} does not hold it. Go on where it was begun. If its values are lost, revoke it and make another one: ` +
  ownRotationLine(issuer.name, '--start-over');
