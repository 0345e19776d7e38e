import type { EnvironmentVariables } from '../../model/environment-variables';
import { accessTo } from '../deploy/bucket-access';
import { onCluster } from '../lifecycle/on-cluster';
import { Contracts } from './contracts';
import { contractHash } from './hash';
import { namespaceUid } from './namespace-uid';
import { type AppliedTerms, type NotPublished, type Place, siteOf } from './publish-applied';

/**
 * What an apply that writes nothing into the audit log leaves unpublished: the version of a contract is an event of that
 * log. Of a contract that is as it was applied it says nothing. Never rejects.
 */
export async function leftUnpublished(
  output: Place,
  environment: EnvironmentVariables,
  applied: readonly AppliedTerms[],
): Promise<NotPublished[]> {
  const problems: NotPublished[] = [];
  for (const one of applied) {
    if (await isAsApplied(output, environment, one).catch(() => false)) continue;
    const { environment: name, terms } = one;
    problems.push({
      what: `the hand-off contract of ${name} is not ${terms ? 'published as it was applied' : 'withdrawn'}: without the audit log there is no version of it`,
      fix: `npx lke-platform handoff publish ${name}`,
    });
  }
  return problems;
}

async function isAsApplied(
  output: Place,
  environment: EnvironmentVariables,
  { environment: name, terms }: AppliedTerms,
): Promise<boolean> {
  const contracts = new Contracts(accessTo(output.endpoint, environment), output.buckets.artifacts);
  const published = await contracts.newest(name);
  if (!terms || !published) return !terms && !published;
  const namespace_uid = await onCluster(siteOf(output), environment, (client) => namespaceUid(client, name));
  return contractHash({ ...terms, namespace_uid }) === published.hash;
}
