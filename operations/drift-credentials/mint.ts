import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import { clockOf } from '../access/clock';
import { refuseUnfenced } from '../access/fence';
import { type AccessSite, onSite, sitePlaceOf } from '../access/site';
import type { AuditRecorder } from '../audit/record';
import { placesOf } from '../bootstrap/places';
import { makePrivateFolder, writePrivateFile } from '../bootstrap/private-file';
import { linodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';
import { randomName } from '../linode/random-name';
import { oneAtATime } from '../machine/one-at-a-time';
import { issuersOn } from './issuers';
import { prefixOf } from './names';
import { driftPlaces } from './places';
import { takePlace } from './take-place';
import { variablesOf } from './variables';

export interface MintProps {
  readonly platform: Platform;
  readonly environment: EnvironmentVariables;
  readonly audit: AuditRecorder;
  /** After how many days all of it ends; keys of the object storage do not end by themselves. */
  readonly days: number;
  /** Called with what begins, in words. */
  readonly onStep: (text: string) => void;
}

/** Credentials that look for drift, and change nothing. */
export interface MintedCredentials {
  /** Name that all of them have in common. */
  readonly name: string;
  /** File with the variables to set. */
  readonly variables: string;
  readonly kubeconfig: string;
  /** When token and kubeconfig end, in ISO 8601. */
  readonly end: string;
  /** Those that were revoked, by name. */
  readonly revoked: readonly string[];
}

const DAY_MS = 24 * 3600_000;

/**
 * Mints what looks for drift: a token of Linode, two keys of the object storage and a kubeconfig, and writes them where
 * only their owner reads them. Those of former calls are revoked once the new ones are written.
 *
 * @throws {Error} when one of them is refused, or somebody else's are newer; what was minted by then is revoked, or named
 */
export async function mintDriftCredentials(props: MintProps): Promise<MintedCredentials> {
  const { platform, environment } = props;
  const folder = placesOf(platform.name, environment).work;
  makePrivateFolder(folder);
  // Two at once would write the same files.
  const lock = join(folder, 'drift-credentials.lock');
  return oneAtATime(lock, 'call of drift credentials for this platform', () => mintRecorded(props));
}

async function mintRecorded(props: MintProps): Promise<MintedCredentials> {
  const { platform, environment, audit, days, onStep } = props;
  connectLinode(linodeAccess(platform.sources.linodeApi, environment), { onWait: onStep });
  const name = randomName(prefixOf(platform.name));
  const what = `mint ${name}: credentials that look for drift of ${platform.name}, for ${days} days`;
  const writeEnd = await audit.begin({ chain: 'platform', kind: 'drift-credentials', what });
  try {
    const minted = await onSite(sitePlaceOf(platform), environment, (site) => mintOn(site, name, props));
    await writeEnd('done', { end: minted.end, revoked: minted.revoked.join(', ') });
    return minted;
  } catch (error) {
    await writeEnd('failed');
    throw error;
  }
}

async function mintOn(site: AccessSite, name: string, props: MintProps): Promise<MintedCredentials> {
  const { platform, environment, days, onStep } = props;
  await refuseUnfenced(site.client);
  const end = new Date((await clockOf(site.client)).getTime() + days * DAY_MS);
  const places = driftPlaces(platform.name, environment);
  const revoked = await takePlace({
    ...{ platform, name, end, issuers: issuersOn(site), onStep },
    files: {
      write: ({ kubeconfig, ...rest }) => {
        writePrivateFile(places.kubeconfig, kubeconfig);
        writePrivateFile(places.variables, variablesOf({ platform: platform.name, ...rest, places }));
      },
      remove: () => {
        for (const file of [places.variables, places.kubeconfig]) rmSync(file, { force: true });
      },
    },
  });
  return { name, ...places, end: end.toISOString(), revoked };
}
