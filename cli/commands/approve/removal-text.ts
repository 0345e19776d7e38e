import type { FormerApplication, RolloutStatus } from '../../../operations/approvals/rollouts';
import { printable } from './printable';

/** Argo CD removes with it what it deployed. */
const CASCADE = '{"metadata":{"finalizers":["resources-finalizer.argocd.argoproj.io"]}}';

/** What waits to be removed, what nobody removed yet, and how that is done. */
export function removalLines({
  name,
  removals,
  former,
}: Pick<RolloutStatus, 'name' | 'removals' | 'former'>): string[] {
  return [
    ...removals.flatMap(({ application, kind, objects, isFormer }) => [
      `waits for a confirmation: ${printable(application)} ${kind === 'pruning' ? 'removes what its commit has no more' : 'is removed with all that it deployed'}: ${objects.map(printable).join(', ')}`,
      `  to confirm it${isFormer ? ', as cluster-admin' : ''}: npx lke-platform approve ${name} --confirm ${application} --reason <text>`,
    ]),
    ...former.flatMap((it) => [
      `not in platform.yaml any more, and still there as it was deployed last: ${printable(it.name)}`,
      ...waysOut(it).map((line) => `  ${line}`),
    ]),
  ];
}

const waysOut = ({ name, takesAllAlong }: FormerApplication): string[] => {
  const remove = `kubectl delete application ${name} -n argocd`;
  if (takesAllAlong) return [`to remove it with all that it deployed, as cluster-admin: ${remove}`];
  return [
    `to remove it with all that it deployed, as cluster-admin: kubectl patch application ${name} -n argocd --type merge --patch '${CASCADE}' && ${remove} --wait=false`,
    `to leave what it deployed to another application, as cluster-admin: ${remove}`,
  ];
};
