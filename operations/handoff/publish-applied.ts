import type { EnvironmentName } from '../../model/entities/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { ContractTerms } from '../../model/handoff/contract';
import type { AuditRecorder } from '../audit/record';
import { accessTo } from '../deploy/bucket-access';
import type { OutputFolder } from '../deploy/output-folder';
import { type ClusterSite, onCluster } from '../lifecycle/on-cluster';
import { Contracts } from './contracts';
import { namespaceUid } from './namespace-uid';
import { type Publication, publishContract } from './publish';
import { withdrawContract } from './withdraw';

/** What could not be published, and how to make up for it. */
export interface NotPublished {
  readonly what: string;
  readonly fix: string;
}

/** An environment that was applied, and its terms; undefined where it is not handed off. */
export interface AppliedTerms {
  readonly environment: EnvironmentName;
  readonly terms: ContractTerms | undefined;
}

export interface PublishedOfApply {
  readonly publications: readonly Publication[];
  readonly problems: readonly NotPublished[];
}

/** Where a platform and its contracts are. */
export type Place = Pick<OutputFolder, 'platform' | 'endpoint' | 'buckets' | 'linodeApi'>;

/**
 * Publishes the contracts of environments that were applied, by their terms as they were applied, and with the namespaces
 * that are there now; of one that is not handed off any more it is withdrawn. Never rejects: what is applied is applied.
 */
export async function publishApplied(
  output: Place,
  environment: EnvironmentVariables,
  audit: AuditRecorder,
  applied: readonly AppliedTerms[],
): Promise<PublishedOfApply> {
  const publications: Publication[] = [];
  const problems: NotPublished[] = [];
  const { log } = audit;
  if (!log) return { publications, problems };
  for (const { environment: name, terms } of applied) {
    try {
      const contracts = new Contracts(accessTo(output.endpoint, environment), output.buckets.artifacts);
      const book = { ledger: log.ledger, contracts };
      if (!terms) {
        const withdrawn = await withdrawContract(book, audit, name);
        if (withdrawn) publications.push(withdrawn);
        continue;
      }
      const namespace_uid = await onCluster(siteOf(output), environment, (client) => namespaceUid(client, name));
      publications.push(await publishContract(book, audit, { ...terms, namespace_uid }));
    } catch (error) {
      problems.push({
        what: `the hand-off contract of ${name} is not ${terms ? 'published as it was applied' : 'withdrawn, if there is one'}: ${(error as Error).message}`,
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
