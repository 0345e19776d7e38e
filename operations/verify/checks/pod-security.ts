import { z } from 'zod';
import { type Check, type Judgement, judged } from '../check';

type Labels = Readonly<Record<string, string>>;

const PREFIX = 'pod-security.kubernetes.io/';
const ENFORCE = `${PREFIX}enforce`;

const appliedNamespace = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
});

/** The labels of Pod Security are those that were applied. */
export const podSecurity: Check = {
  name: 'pod-security',
  run: async ({ client, environment: { namespace }, applied }) => {
    const made = z.array(appliedNamespace).parse(applied.resources('kubernetes_namespace_v1'));
    const wanted = made.find(({ metadata }) => metadata.name === namespace)?.metadata.labels ?? {};
    const found = await client.get(`/api/v1/namespaces/${namespace}`);
    return judgePodSecurity(wanted, found?.metadata.labels);
  },
};

/** @param found undefined where there is no namespace */
export function judgePodSecurity(wanted: Labels, found: Labels | undefined): Judgement {
  if (!found) return judged(['there is no namespace'], '');
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter((key) => key.startsWith(PREFIX));
  const differing = keys
    .filter((key) => wanted[key] !== found[key])
    .map((key) => `${key} is ${found[key] ?? 'missing'}, not ${wanted[key] ?? 'missing'}, as applied`);
  const none = wanted[ENFORCE] === undefined ? ['no level of Pod Security was applied'] : [];
  return judged([...none, ...differing], `Pod Security enforces ${String(wanted[ENFORCE])}`);
}
