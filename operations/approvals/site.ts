import type { EnvironmentVariables } from '../../model/environment-variables';
import { ARGO_CD_PATH } from '../argocd/applications';
import { type AccessSite, onSite, type SitePlace } from '../access/site';
import { type AuditLog, openAuditLog } from '../audit/place';
import { currentAccess } from '../kube-credential/current-access';
import { KubernetesClient } from '../kubernetes/client';
import { KubernetesError } from '../kubernetes/error';
import { ApprovalRefused } from './refused';

const PLATFORM_LABEL = 'lke-platform.io/platform';
const LEDGER = 'lke-platform.io/ledger';

/** A platform, as far as approvals need it. */
export interface ApprovalPlace extends SitePlace {
  /** Where its audit log is: two platforms of one name differ in it. */
  readonly ledgerPlace: string;
}

/**
 * Works on the cluster of a platform as whoever approves: where KUBECONFIG leads there, by that alone. Nothing of the object
 * storage is read then, since who reads the state of `cluster` is cluster-admin, whom no policy holds. Else it is found by
 * its state.
 *
 * @throws {ApprovalRefused} when neither leads there
 * @throws {KubernetesError} when the API server refuses
 */
export async function onApprovals<T>(
  site: ApprovalPlace,
  environment: EnvironmentVariables,
  work: (client: KubernetesClient) => Promise<T>,
): Promise<T> {
  const own = clientOf(environment);
  if (own instanceof KubernetesClient) {
    try {
      const problem = await otherCluster(own, site);
      if (problem === undefined) return await work(own);
      return await byState(site, environment, work, `the current context of KUBECONFIG ${problem}`);
    } finally {
      own.close();
    }
  }
  return byState(site, environment, work, own);
}

/**
 * Where an approval is written down, before it is given. The bucket of the ledger is enough.
 *
 * @throws {ApprovalRefused} when no key is set
 */
export function auditLogOf(site: SitePlace, environment: EnvironmentVariables): AuditLog {
  try {
    return openAuditLog(site, environment);
  } catch (error) {
    throw new ApprovalRefused([
      {
        what: `nothing was done: it is written into the audit log first, and nothing opens that. ${(error as Error).message}`,
        where: 'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY',
        allowed: `a key that reads and writes the objects of ${site.buckets.ledger}; it needs no other bucket (docs/guides/credentials.md)`,
      },
    ]);
  }
}

/** @returns what stands in the way, in words, where KUBECONFIG leads nowhere */
function clientOf({ KUBECONFIG: paths }: EnvironmentVariables): KubernetesClient | string {
  if (!paths) return 'KUBECONFIG is not set';
  try {
    return new KubernetesClient(currentAccess(paths));
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * What the cluster tells of itself: Terraform has labelled its Applications, and says of its roots where the audit log is.
 * That tells two platforms of one name apart, since no two have one bucket.
 *
 * @returns undefined where it is that of the platform
 */
async function otherCluster(
  client: KubernetesClient,
  { platform, ledgerPlace }: ApprovalPlace,
): Promise<string | undefined> {
  try {
    const applications = await client.list(`${ARGO_CD_PATH}/applications`);
    const platforms = new Set(applications.flatMap(({ metadata }) => metadata.labels?.[PLATFORM_LABEL] ?? []));
    if (platforms.has(platform)) {
      const [elsewhere] = applications
        .flatMap(({ metadata }) => metadata.annotations?.[LEDGER] ?? [])
        .filter((it) => it !== ledgerPlace);
      if (elsewhere === undefined) return undefined;
      return `leads to a cluster of another platform of that name: its audit log is ${elsewhere}, and that of this file ${ledgerPlace}`;
    }
    return platforms.size === 0
      ? 'leads to a cluster without a rollout of any platform'
      : `leads to a cluster of another platform, ${[...platforms].join(', ')}`;
  } catch (error) {
    if (!(error instanceof KubernetesError)) throw error;
    if (error.status === 404) return 'leads to a cluster without Argo CD';
    if (error.status === undefined) return `leads to a cluster that does not answer: ${error.message}`;
    if (error.status === 401) return `leads to a cluster that does not know its credential: ${error.message}`;
    throw error;
  }
}

async function byState<T>(
  site: SitePlace,
  environment: EnvironmentVariables,
  work: (client: KubernetesClient) => Promise<T>,
  whyNotOwn: string,
): Promise<T> {
  let isFound = false;
  try {
    return await onSite(site, environment, ({ client }: AccessSite) => {
      isFound = true;
      return work(client);
    });
  } catch (error) {
    if (isFound) throw error;
    throw new ApprovalRefused([
      {
        what: `nothing leads to the cluster of ${site.platform}: ${whyNotOwn}`,
        where: 'KUBECONFIG',
        allowed: 'the kubeconfig of your grant, with that cluster as its current context; no key of a bucket is needed',
        fix: 'set KUBECONFIG to it, and choose the context: docs/guides/access.md',
      },
      { what: `nor does the state of the cluster, which platform operators read: ${(error as Error).message}` },
    ]);
  }
}
