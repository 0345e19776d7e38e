import type { EnvironmentName } from '../../model/entities/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { openRecorder } from '../audit/record';
import { accessTo } from '../deploy/bucket-access';
import type { OutputFolder } from '../deploy/output-folder';
import { onCluster } from '../lifecycle/on-cluster';
import { Contracts } from './contracts';
import { namespaceUid } from './namespace-uid';
import { type Publication, publishContract } from './publish';
import { type NotPublished, siteOf } from './publish-applied';

type Place = Pick<OutputFolder, 'platform' | 'endpoint' | 'buckets' | 'linodeApi'>;

/** What was found of contracts whose namespace is another one. */
export interface Republished {
  readonly publications: readonly Publication[];
  readonly problems: readonly NotPublished[];
}

/**
 * Publishes the contracts of environments anew whose namespace is not the one that the contract is of: somebody made it
 * anew behind an apply's back. Credentials that only read cannot, and then the command is told that does. Never rejects.
 */
export async function republishRecreated(
  output: Place,
  environment: EnvironmentVariables,
  names: readonly EnvironmentName[],
): Promise<Republished> {
  const publications: Publication[] = [];
  const problems: NotPublished[] = [];
  for (const name of names) {
    try {
      const published = await republish(output, environment, name);
      if (published) publications.push(published);
    } catch (error) {
      problems.push({
        what: `whether the hand-off contract of ${name} is of the namespace that is there was not settled: ${(error as Error).message}`,
        fix: `npx lke-platform handoff publish ${name}`,
      });
    }
  }
  return { publications, problems };
}

async function republish(
  output: Place,
  environment: EnvironmentVariables,
  name: EnvironmentName,
): Promise<Publication | undefined> {
  const contracts = new Contracts(accessTo(output.endpoint, environment), output.buckets.artifacts);
  const published = await contracts.newest(name);
  if (!published) return undefined;
  const uid = await onCluster(siteOf(output), environment, (client) => namespaceUid(client, name));
  if (uid === null || uid === published.contract.namespace_uid) return undefined;
  const { platform, linodeApi, endpoint, buckets } = output;
  const place = { platform, endpoint, buckets };
  const audit = await openRecorder({ place, linodeApi, environment, why: undefined, optional: false });
  if (!audit.log) return undefined;
  const book = { ledger: audit.log.ledger, contracts };
  return publishContract(book, audit, { ...published.contract, namespace_uid: uid });
}
