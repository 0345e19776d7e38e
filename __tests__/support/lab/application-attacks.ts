import { WAVE_APPROVALS } from '../../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import { type Attacker, OWNED_BY_NOTHING } from './attacker';
import { APPLICATIONS } from './rollout-lab';

const KINDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
/** All of a kind at once, which no name says; a trial, lest one of them gets through. */
const ALL = '?dryRun=All';

/** Takes sync options from an application that waits, and then applications, approvals and kinds away. */
export async function failToTakeAway(controller: Attacker, admin: KubernetesClient, path: string): Promise<void> {
  await failToTakeOptions(controller, admin, path);
  await failToDeleteAll(controller);
}

/** Takes each of its sync options from an application that waits, and then all of them. */
async function failToTakeOptions(controller: Attacker, admin: KubernetesClient, path: string): Promise<void> {
  const { spec } = (await admin.get(path)) as unknown as { spec: { syncPolicy: { syncOptions: string[] } } };
  const options = spec.syncPolicy.syncOptions;
  for (const syncOptions of [...options.map((lost) => options.filter((it) => it !== lost)), null]) {
    await controller.isRefused('synced and healed', 'PATCH', path, { spec: { syncPolicy: { syncOptions } } });
  }
}

/** Deletes all applications, approvals, or the kind of an application. */
async function failToDeleteAll(controller: Attacker): Promise<void> {
  const kind = `${KINDS}${ALL}&fieldSelector=metadata.name=applications.argoproj.io`;
  await controller.isRefused('as long as platform.yaml', 'DELETE', `${APPLICATIONS}${ALL}`, {});
  await controller.isRefused('as long as platform.yaml', 'DELETE', `${WAVE_APPROVALS}${ALL}`, {});
  await controller.isRefused('approvals rest on', 'DELETE', kind, {});
}

/** Begins with a part of a rollout, or with a commit that its root does not follow, which nobody has merged. */
export async function failToBegin(person: Attacker, root: string, path: string, revision: string): Promise<void> {
  const part = { sync: { resources: [{ group: 'argoproj.io', kind: 'Application', name: path.split('/').at(-1) }] } };
  const noted = { phase: 'Running', startedAt: '2026-11-28T10:00:00Z', operation: part };
  await person.isRefused('follows platform.yaml', 'PATCH', root, { spec: { source: { path: 'infra/helm/own' } } });
  await person.isRefused('synced as a whole', 'PATCH', root, { operation: part });
  await person.isRefused('by its controller alone', 'PATCH', root, {
    ...{ operation: { sync: {} }, status: { operationState: noted } },
  });
  await person.isRefused('leave revision out', 'PATCH', root, { operation: { sync: { revision } } });
  // What belongs to something that is not there goes, as if somebody had deleted it.
  for (const it of [root, path]) await person.isRefused('belongs to nothing', 'PATCH', it, OWNED_BY_NOTHING);
}
