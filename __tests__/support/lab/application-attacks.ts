import { WAVE_APPROVALS } from '../../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import type { Attacker } from './attacker';
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
