import type { EnvironmentVariables } from '../../model/environment-variables';
import type { EnvironmentName } from '../../model/entities/environment';
import type { Ledger } from '../ledger/ledger';
import { currentStatus } from './history';
import { followStatus } from './label';
import { type ClusterSite, onCluster } from './on-cluster';

/** Whether the label in the cluster is what the ledger says; else why not, in words. */
export type LabelOutcome = { readonly label: string | null } | { readonly notSet: string };

/** Lets the labels of environments follow what was just written down. Never rejects: the status is what it is. */
export async function letLabelsFollow(
  site: ClusterSite,
  environment: EnvironmentVariables,
  ledger: Ledger,
  names: readonly EnvironmentName[],
): Promise<Map<EnvironmentName, LabelOutcome>> {
  const outcomes = new Map<EnvironmentName, LabelOutcome>();
  if (names.length === 0) return outcomes;
  try {
    await onCluster(site, environment, async (client) => {
      for (const name of names) {
        const label = client && (await followStatus(client, name, () => currentStatus(ledger, name)));
        outcomes.set(name, { label: label ?? null });
      }
    });
  } catch (error) {
    for (const name of names) if (!outcomes.has(name)) outcomes.set(name, { notSet: (error as Error).message });
  }
  return outcomes;
}
