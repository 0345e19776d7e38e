import { join } from 'node:path';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Platform } from '../../../model/platform';
import { placesOf } from '../../bootstrap/places';
import { makePrivateFolder } from '../../bootstrap/private-file';
import { variablesHeading, writeVariables } from '../../bootstrap/variables-file';
import type { AuditRecorder } from '../../audit/record';
import { accessTo } from '../../deploy/bucket-access';
import { oneAtATime } from '../../machine/one-at-a-time';
import { ageCipher, identityFileOf } from '../sources/age-cipher';
import { secretsPrefixOf } from '../sources/sources';
import type { IdentitySite } from './rotate-identity';

export interface OpenIdentityProps {
  readonly platform: Platform;
  readonly environment: EnvironmentVariables;
  /** File that the new recipients are written to. @default - the one that bootstrap writes */
  readonly variablesFile?: string | undefined;
  readonly audit: AuditRecorder | undefined;
  readonly onStep: (text: string) => void;
}

/** Does something with the age identity of whoever runs this, one at a time on this machine. */
export async function withIdentity<T>(
  { platform, environment, variablesFile, audit, onStep }: OpenIdentityProps,
  work: (site: IdentitySite) => Promise<T>,
): Promise<T> {
  const { name, state } = platform;
  const places = placesOf(name, environment);
  const path = variablesFile ?? places.variables;
  makePrivateFolder(places.work);
  const site: IdentitySite = {
    ...{ platform: name, buckets: state.buckets, environment, audit, onStep },
    s3: accessTo(state.endpoint, environment),
    secretsPrefix: secretsPrefixOf(name),
    file: identityFileOf(name, environment),
    variables: {
      path,
      write: (variables) => {
        writeVariables(path, variables, variablesHeading(name));
      },
    },
    cipher: ageCipher(name, environment),
  };
  return oneAtATime(join(places.work, 'identity.lock'), 'rotation of the age identity of this platform', () =>
    work(site),
  );
}
