import { z } from 'zod';
import { BASELINE_NAMESPACES } from '../../../model/naming';
import { type KubernetesClient, KubernetesError } from '../../kubernetes/client';
import { type Check, type Judgement, judged, notApplicable } from '../check';

const applicationSchema = z.object({
  metadata: z.object({ name: z.string() }),
  status: z
    .object({ health: z.object({ status: z.string().default('Unknown') }).default({ status: 'Unknown' }) })
    .default({ health: { status: 'Unknown' } }),
});

const APPLICATIONS = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';

/** The applications of the baseline that the platform names are healthy. Those of environments wait for `ready`. */
export const argoCd: Check = {
  name: 'argo-cd',
  run: async ({ client, platform: { applications } }) => {
    const isBaseline = (namespace: string) => BASELINE_NAMESPACES.some((it) => it === namespace);
    const named = applications.filter((it) => isBaseline(it.destinationNamespace)).map(({ name }) => name);
    return judgeApplications(named, await healthOf(client));
  },
};

async function healthOf(client: KubernetesClient): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    const found = z.array(applicationSchema).parse(await client.listWhole(APPLICATIONS));
    return Object.fromEntries(found.map(({ metadata, status }) => [metadata.name, status.health.status]));
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return undefined;
    throw error;
  }
}

/** @param health by name of the application; undefined where Argo CD is not installed */
export function judgeApplications(
  named: readonly string[],
  health: Readonly<Record<string, string>> | undefined,
): Judgement {
  if (!health) return notApplicable('Argo CD is not installed');
  if (named.length === 0) return notApplicable('the platform names no application of the baseline');
  const failures = named
    .filter((name) => health[name] !== 'Healthy')
    .map((name) => `${name} is ${health[name] ?? 'missing'}`);
  return judged(failures, `healthy: ${named.join(', ')}`);
}
