import { type AccessPolicy, termsOf } from '../../model/derive/access-policy';
import { ACCESS_NAMESPACE } from '../../model/naming';
import type { KubernetesClient, KubernetesObject } from '../kubernetes/client';
import { KubernetesError } from '../kubernetes/error';
import { AccessRefused } from './refused';
import type { Terms } from './terms';

/** The account that a grant is for, as it was found. */
export interface FoundAccount {
  readonly uid: string;
  /** The API server's clock. */
  readonly now: Date;
}

const accountPath = (name: string) =>
  `/api/v1/namespaces/${ACCESS_NAMESPACE}/serviceaccounts/${encodeURIComponent(name)}`;

/**
 * The account of a policy, in the cluster. What was applied and reviewed counts: a file that somebody has changed since
 * then grants nothing.
 *
 * @throws {AccessRefused} when there is none, or it was made by another policy than that of the file
 */
export async function appliedAccount(
  client: KubernetesClient,
  { environment: { name }, policy }: Pick<Terms, 'environment' | 'policy'>,
): Promise<FoundAccount> {
  const { status, body, date } = await client.ask('GET', accountPath(policy.account));
  const fix = `npx lke-platform apply ${name}`;
  if (status === 404) {
    throw new AccessRefused([{ what: `the cluster has no account ${policy.account} yet`, where: policy.role, fix }]);
  }
  if (status !== 200) {
    throw new KubernetesError(`the Kubernetes API does not show the account ${policy.account}: ${status}`, status);
  }
  const { metadata } = body as KubernetesObject;
  const differences = differencesOf(policy, metadata.annotations ?? {});
  if (differences.length > 0) throw new AccessRefused(differences.map((it) => ({ ...it, fix })));
  return { uid: metadata.uid ?? '', now: date ?? new Date() };
}

function differencesOf(policy: AccessPolicy, applied: Readonly<Record<string, string>>) {
  const wanted = termsOf(policy);
  const names = Object.keys(termsOf({ ...policy, expiry: policy.expiry ?? '' }));
  return names
    .filter((name) => wanted[name] !== applied[name])
    .map((name) => ({
      what: `the policy for ${policy.role} is not applied as the platform file has it: ${name.split('/')[1] ?? name}`,
      given: `${wanted[name] ?? 'nothing'} in the file`,
      allowed: `${applied[name] ?? 'nothing'}, as in the cluster`,
    }));
}
