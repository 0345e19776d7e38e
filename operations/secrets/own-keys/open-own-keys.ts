import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import { OWN_KEYS, type OwnKeyName } from '../../../model/own-keys';
import type { Platform } from '../../../model/platform';
import { placesOf } from '../../bootstrap/places';
import { readVariables, variablesHeading, writeVariables } from '../../bootstrap/variables-file';
import type { AuditRecorder } from '../../audit/record';
import { linodeAccess } from '../../linode/access';
import { connectLinode } from '../../linode/client';
import { oneAtATime } from '../../machine/one-at-a-time';
import { makePrivateFolder } from '../../bootstrap/private-file';
import { bucketKeyIssuer } from './bucket-key-issuer';
import { OwnKeyJournal } from './journal';
import type { KeyIssuer } from './key-issuer';
import type { OwnKeySite } from './rotate-own-key';
import { tokenIssuer } from './token-issuer';

export interface OwnKeyProps {
  readonly platform: Platform;
  readonly key: OwnKeyName;
  readonly environment: EnvironmentVariables;
  /** File that the new values are written to. @default - the one that bootstrap writes */
  readonly file?: string | undefined;
  readonly audit: AuditRecorder | undefined;
  readonly onStep: (text: string) => void;
}

/** Does something with an own key of whoever runs this, one at a time on this machine. */
export async function withOwnKey<T>(props: OwnKeyProps, work: (site: OwnKeySite) => Promise<T>): Promise<T> {
  const { platform, key, environment, audit, onStep } = props;
  const places = placesOf(platform.name, environment);
  const path = props.file ?? places.variables;
  connectLinode(linodeAccess(platform.sources.linodeApi, environment), { onWait: onStep });
  makePrivateFolder(places.work);
  const now = () => new Date();
  const site: OwnKeySite = {
    platform: platform.name,
    issuer: issuersOf(platform, environment)[key],
    environment,
    file: {
      path,
      read: readVariables,
      write: (variables) => {
        writeVariables(path, variables, variablesHeading(platform.name));
      },
    },
    journal: new OwnKeyJournal(join(places.work, 'own-keys.jsonl'), now),
    audit,
    now,
    random: () => randomBytes(2).toString('hex'),
    onStep,
  };
  return oneAtATime(join(places.work, 'own-keys.lock'), 'rotation of the own keys of this platform', () => work(site));
}

/** Where the own keys of a platform are issued. Linode has to be connected. */
export const issuersOf = (
  platform: Pick<Platform, 'state' | 'sources'>,
  environment: EnvironmentVariables,
): Readonly<Record<OwnKeyName, KeyIssuer>> => ({
  'bucket-key': bucketKeyIssuer(platform),
  'linode-token': tokenIssuer(platform, environment),
});

export const isOwnKey = (name: string): name is OwnKeyName => OWN_KEYS.some((it) => it === name);
