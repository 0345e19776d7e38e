import type { Platform } from '../../model/platform';
import type { MintedKey } from '../linode/object-keys';
import { formerThan, revokeFormer, revokeNamed, supersededBy } from './former';
import type { Issuers } from './issuers';
import { KEY_ENDS } from './names';
import { orRevoked } from './or-revoked';

/** What one call mints, told this once. */
export interface Credentials {
  readonly token: string;
  /** Reads the states, what was applied, and the reports. */
  readonly reader: MintedKey;
  /** Reads and writes the reports, and nothing else. */
  readonly reporter: MintedKey;
  readonly kubeconfig: string;
}

export interface NewCredentials {
  readonly platform: Pick<Platform, 'name' | 'state'>;
  /** Name that all of them have in common, and nobody else has. */
  readonly name: string;
  readonly end: Date;
  readonly issuers: Issuers;
  /** Where they are kept. */
  readonly files: {
    readonly write: (credentials: Credentials) => void;
    readonly remove: () => void;
  };
  readonly onStep: (text: string) => void;
}

const READ = ['state', 'artifacts', 'reports'] as const;

/**
 * Mints credentials in the place of those of former calls, which are revoked once the new ones are written. Any number of
 * calls may do so at once: the newest one ends with credentials, the others revoke their own, and nobody else's.
 *
 * @returns the labels of what was revoked at Linode
 * @throws {AccessRefused} when a newer call is at work
 * @throws {Error} when something is refused; what was minted by then is revoked, or named
 */
export async function takePlace(props: NewCredentials): Promise<string[]> {
  const { platform, name, issuers, files, onStep } = props;
  const revokeOwn = () => revokeNamed(name, issuers);
  const former = await orRevoked(
    name,
    async () => {
      const minted = await mintAll(props);
      const found = await formerThan(name, platform.name, issuers);
      files.write(minted);
      return found;
    },
    revokeOwn,
  );
  onStep('revoking those of former calls');
  const revoked = await revokeFormer(former, issuers);
  // The last thing of all: a call that began meanwhile revokes these.
  const superseded = supersededBy(await issuers.grants.list(), name);
  if (superseded) {
    files.remove();
    await orRevoked(name, () => Promise.reject(superseded), revokeOwn);
  }
  return revoked;
}

async function mintAll({ platform, name, end, issuers, onStep }: NewCredentials): Promise<Credentials> {
  const { grants, tokens, keys } = issuers;
  onStep('making the grant of the account that looks for drift');
  // Before anything else, so that everybody sees who is newer.
  const grant = await grants.make(name, end);
  onStep('minting a token of Linode without any right to write');
  const token = await tokens.mint(name, end);
  onStep('minting a key that only reads, and one for the reports alone');
  const { region, buckets } = platform.state;
  const inRegion = (bucket: keyof typeof buckets) => ({ name: buckets[bucket], region });
  const reader = await keys.mint(name + KEY_ENDS.reader, READ.map(inRegion), 'read_only');
  const reporter = await keys.mint(name + KEY_ENDS.reporter, [inRegion('reports')], 'read_write');
  onStep('asking the cluster for a token of the account that looks for drift');
  const kubeconfig = await grants.kubeconfig(grant, end).catch(async (error: unknown) => {
    // Its grant is gone where a newer call has ended it.
    throw supersededBy(await grants.list(), name) ?? error;
  });
  return { token, reader, reporter, kubeconfig };
}
