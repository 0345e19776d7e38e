import type { EnvironmentVariables } from '../../model/environment-variables';
import type { ContractTerms } from '../../model/handoff/contract';
import type { AuditRecorder } from '../audit/record';
import { accessTo } from '../deploy/bucket-access';
import type { OutputFolder } from '../deploy/output-folder';
import { type ClusterSite, onCluster } from '../lifecycle/on-cluster';
import { Contracts } from './contracts';
import { namespaceUid } from './namespace-uid';
import { type Publication, publishContract } from './publish';

/** What could not be published, and how to make up for it. */
export interface NotPublished {
  readonly what: string;
  readonly fix: string;
}

export interface PublishedOfApply {
  readonly publications: readonly Publication[];
  readonly problems: readonly NotPublished[];
}

type Place = Pick<OutputFolder, 'platform' | 'endpoint' | 'buckets' | 'linodeApi'>;

/**
 * Publishes the contracts of environments that were applied, by their terms as they were applied, and with the namespaces
 * that are there now. Never rejects: what is applied is applied.
 */
export async function publishApplied(
  output: Place,
  environment: EnvironmentVariables,
  audit: AuditRecorder,
  applied: readonly ContractTerms[],
): Promise<PublishedOfApply> {
  const publications: Publication[] = [];
  const problems: NotPublished[] = [];
  const { log } = audit;
  if (!log) return { publications, problems };
  for (const terms of applied) {
    const { environment: name } = terms;
    try {
      const contracts = new Contracts(accessTo(output.endpoint, environment), output.buckets.artifacts);
      const namespace_uid = await onCluster(siteOf(output), environment, (client) => namespaceUid(client, name));
      const book = { ledger: log.ledger, contracts };
      publications.push(await publishContract(book, audit, { ...terms, namespace_uid }));
    } catch (error) {
      problems.push({
        what: `the hand-off contract of ${name} is not published as it was applied: ${(error as Error).message}`,
        fix: `npx lke-platform handoff publish ${name}`,
      });
    }
  }
  return { publications, problems };
}

/** Where the cluster of an output folder is. */
export const siteOf = ({ platform, endpoint, buckets, linodeApi }: Place): ClusterSite => ({
  ...{ platform, endpoint, linodeApi },
  stateBucket: buckets.state,
});
