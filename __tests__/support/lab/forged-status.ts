import type { KubernetesClient } from '../../../operations/kubernetes/client';
import { until } from '../until';
import type { Attacker } from './attacker';

const NOTED = 'noted by its controller alone';

interface Live {
  readonly metadata: { readonly labels: object; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: { readonly source: object };
  readonly status: { readonly operationState: { readonly phase: string } };
}

/** Tells Argo CD that it is at a commit, which it would go on with: nobody asked for it in `operation` or `spec`. */
export async function failToForge(person: Attacker, admin: KubernetesClient, path: string, revision: string) {
  const live = async () => (await admin.get(path)) as unknown as Live;
  // What runs may be ended by whoever may begin it.
  await until(async () => (await live()).status.operationState.phase !== 'Running');
  const { spec } = await live();
  const syncResult = { revision, source: spec.source, resources: null };
  const states = [
    { phase: 'Running', finishedAt: null, syncResult },
    { syncResult: { revision } },
    { phase: 'Terminating' },
    { retryCount: 3 },
  ];
  for (const operationState of states) {
    await person.isRefused(NOTED, 'PATCH', path, { operation: { sync: SYNC }, status: { operationState } });
  }
  for (const status of [{ sync: { revision } }, { health: { status: 'Degraded' } }, { history: [] }]) {
    await person.isRefused(NOTED, 'PATCH', path, { status });
  }
  await person.isRefused('waits for a confirmation', 'PATCH', path, { operation: { sync: { prune: true } } });
}

/** Options of an application that waits. */
const SYNC = {
  syncOptions: [
    ...['ServerSideApply=true', 'SkipDryRunOnMissingResource=true', 'RespectIgnoreDifferences=true'],
    ...['Prune=confirm', 'Delete=confirm'],
  ],
};

/**
 * Applications as they are in commits that say what Argo CD was at: that it tries another commit once more; and what it was
 * at indeed, which would come back with the same commit later.
 */
export async function renderedWithState(admin: KubernetesClient, path: string, revision: string): Promise<string[]> {
  const { metadata, spec, status } = (await admin.get(path)) as unknown as Live;
  const kept = Object.entries(metadata.annotations).filter(([key]) => /sync-options|compare-options/.test(key));
  const annotations = { ...Object.fromEntries(kept), 'argocd.argoproj.io/sync-wave': '-200' };
  const backoff = { duration: '1s', factor: 1, maxDuration: '1s' };
  const operation = { sync: { revision, source: spec.source }, retry: { limit: 5, backoff } };
  const own = {
    ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', spec },
    metadata: { name: path.split('/').at(-1), namespace: 'argocd', labels: metadata.labels, annotations },
  };
  const forged = { ...status.operationState, phase: 'Running', retryCount: 1, operation };
  return [
    { ...own, operation: { sync: SYNC }, status: { ...status, operationState: forged } },
    { ...own, status: { operationState: status.operationState } },
  ].map((it) => JSON.stringify(it));
}
