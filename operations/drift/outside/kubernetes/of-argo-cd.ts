import { z } from 'zod';
import type { KubernetesObject } from '../../../kubernetes/client';
import { ARGO_CD_PATH } from '../../../argocd/applications';
import type { KubernetesReading } from './kubernetes-reading';
import { type Releases } from './releases';

/** Groups of the kinds that are looked for: an object of another group may have the name of such a kind. */
const GROUPS: readonly string[] = [
  '',
  'rbac.authorization.k8s.io',
  'networking.k8s.io',
  'admissionregistration.k8s.io',
];

const applicationSchema = z.object({
  spec: z.object({ project: z.string().default('') }).optional(),
  status: z
    .object({
      resources: z
        .array(
          z.object({
            group: z.string().default(''),
            kind: z.string().default(''),
            namespace: z.string().optional(),
            name: z.string().default(''),
            status: z.string().default(''),
            requiresPruning: z.boolean().default(false),
          }),
        )
        .optional(),
    })
    .optional(),
});

/**
 * What Argo CD has deployed and says is as its repository has it. Only Applications in an AppProject of our releases count:
 * its fence says from which repositories they come. What differs from its repository, or is in it no more, is none of it;
 * neither is what only carries the mark of Argo CD, which anybody can write.
 */
export async function addDeliveredByArgoCd(
  { client, stacks, declared, unread }: KubernetesReading,
  releases: Releases,
): Promise<void> {
  if (!declared.has('kubernetes_namespace_v1', 'argocd')) return;
  let isRead = false;
  const what = 'what Argo CD has deployed';
  const applications = await unread.orNothingOf(stacks, what, async () => {
    const found = await client.listWhole(`${ARGO_CD_PATH}/applications`);
    isRead = true;
    return found;
  });
  if (!isRead) {
    releases.trustMarks(ARGO_CD_MARK);
    return;
  }
  for (const application of applications) {
    const { spec, status } = applicationSchema.parse(application);
    if (!releases.has('AppProject', `argocd/${spec?.project ?? ''}`)) continue;
    for (const { group, kind, namespace, name, status: sync, requiresPruning } of status?.resources ?? []) {
      if (!GROUPS.includes(group) || sync !== 'Synced' || requiresPruning) continue;
      releases.addDelivered(kind, namespace ? `${namespace}/${name}` : name);
    }
  }
}

const ARGO_CD_MARK = ({ metadata }: KubernetesObject) =>
  metadata.annotations?.['argocd.argoproj.io/tracking-id'] !== undefined;
