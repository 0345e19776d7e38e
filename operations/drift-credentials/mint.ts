import { DRIFT_ACCOUNT } from '../../model/derive/drift-rights';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { ACCESS_NAMESPACE } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { clockOf } from '../access/clock';
import { refuseUnfenced } from '../access/fence';
import { newGrantName } from '../access/grant-name';
import { kubeconfigText } from '../access/kubeconfig';
import { onSite, sitePlaceOf, type AccessSite } from '../access/site';
import { requestToken } from '../access/token';
import type { AuditRecorder } from '../audit/record';
import { linodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';
import { listKeys, mintLimitedKey, revokeKey } from '../linode/object-keys';
import { isRandomName, randomName } from '../linode/random-name';
import { listTokens, mintToken, revokeToken } from '../linode/tokens';
import { writePrivateFile } from '../bootstrap/private-file';
import { createReaderGrant, readerAccount, removeReaderGrants } from './reader-grant';
import { orRevoked } from './or-revoked';
import { READ_SCOPES } from './read-scopes';
import { driftPlaces } from './places';
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
/** Ends of the labels of the keys, of which one reads, and one is for the reports. */
const KEYS = ['-read', '-reports'] as const;
const namesOf = (name: string) => ['', ...KEYS].map((end) => name + end);
const READ = ['state', 'artifacts', 'reports'] as const;

/**
 * Mints what looks for drift: a token of Linode, two keys of the object storage and a kubeconfig, and writes them where
 * only their owner reads them. Those of former calls are revoked once the new ones are written.
 *
 * @throws {Error} when one of them is refused; what was minted by then is revoked, or named
 */
export async function mintDriftCredentials(props: MintProps): Promise<MintedCredentials> {
  const { platform, environment, audit, days } = props;
  connectLinode(linodeAccess(platform.sources.linodeApi, environment), { onWait: props.onStep });
  const prefix = `${platform.name}-drift`;
  const name = randomName(prefix);
  const what = `mint ${name}: credentials that look for drift of ${platform.name}, for ${days} days`;
  const writeEnd = await audit.begin({ chain: 'platform', kind: 'drift-credentials', what });
  try {
    const minted = await onSite(sitePlaceOf(platform), environment, async (site) => {
      const written = await orRevoked(
        name,
        () => mintAll(site, name, props),
        () => revokeNamed(site, name),
      );
      props.onStep('revoking those of former calls');
      const revoked = await revokeOthers(site, prefix, name);
      return { ...written, revoked };
    });
    await writeEnd('done', { end: minted.end, revoked: minted.revoked.join(', ') });
    return minted;
  } catch (error) {
    await writeEnd('failed');
    throw error;
  }
}

/** The token is asked for after the clock was looked at, and must not end later than was written down. */
const SLOW_ANSWER_SECONDS = 60;

async function mintAll(site: AccessSite, name: string, { platform, days, onStep, environment }: MintProps) {
  await refuseUnfenced(site.client);
  const end = new Date((await clockOf(site.client)).getTime() + days * DAY_MS);
  onStep('minting a token of Linode without any right to write');
  const { token } = await mintToken({ label: name, scopes: READ_SCOPES.join(' '), expiresAt: end });
  onStep('minting a key that only reads, and one for the reports alone');
  const { region, buckets } = platform.state;
  const inRegion = (bucket: keyof typeof buckets) => ({ name: buckets[bucket], region });
  const reader = await mintLimitedKey(name + KEYS[0], READ.map(inRegion), 'read_only');
  const reporter = await mintLimitedKey(name + KEYS[1], [inRegion('reports')]);
  onStep('asking the cluster for a token of the account that looks for drift');
  const kubeconfig = await kubeconfigFor(site, name, end);
  const places = driftPlaces(platform.name, environment);
  writePrivateFile(places.kubeconfig, kubeconfig);
  writePrivateFile(places.variables, variablesOf({ platform: platform.name, token, reader, reporter, places }));
  return { name, ...places, end: end.toISOString() };
}

async function kubeconfigFor({ client, place, platform }: AccessSite, name: string, end: Date): Promise<string> {
  const seconds = Math.floor(end.getTime() / 1000);
  const grant = newGrantName(DRIFT_ACCOUNT, seconds);
  await createReaderGrant(client, { grant, holder: name, account: await readerAccount(client) });
  const lifetime = seconds - Math.ceil((await clockOf(client)).getTime() / 1000) - SLOW_ANSWER_SECONDS;
  const { token } = await requestToken(client, DRIFT_ACCOUNT, { grant, seconds: lifetime, latest: end });
  return kubeconfigText(place, {
    platform,
    grant,
    namespace: ACCESS_NAMESPACE,
    context: `${platform}-drift`,
    token,
  });
}

/** Revokes what former calls minted. @returns their names */
async function revokeOthers(site: AccessSite, prefix: string, name: string): Promise<string[]> {
  const isFormer = ({ label }: { readonly label: string }) =>
    isRandomName(label, prefix, ['', ...KEYS]) && !namesOf(name).includes(label);
  const [tokens, keys] = [(await listTokens()).filter(isFormer), (await listKeys()).filter(isFormer)];
  for (const { id } of tokens) await revokeToken(id);
  for (const { id } of keys) await revokeKey(id);
  await removeReaderGrants(site.client, (holder) => holder !== name);
  return [...new Set([...tokens, ...keys].map(({ label }) => label))];
}

async function revokeNamed({ client }: AccessSite, name: string): Promise<void> {
  await removeReaderGrants(client, (holder) => holder === name);
  for (const { id, label } of await listTokens()) if (label === name) await revokeToken(id);
  for (const { id, label } of await listKeys()) if (namesOf(name).includes(label)) await revokeKey(id);
}
