import { z } from 'zod';
import { PROXIED_SERVICES } from '../../../model/proxied-services';
import { type Check, type Judgement, judged } from '../check';

const answerSchema = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

/** Namespace of the observability stack. */
const MONITORING = PROXIED_SERVICES.prometheus.namespace;

/** Prometheus knows the namespace: what it tells comes from kube-state-metrics, and was scraped within minutes. */
export const metrics: Check = {
  name: 'metrics',
  run: async ({ client, environment: { namespace } }) => {
    const query = `kube_namespace_status_phase{namespace="${namespace}",phase="Active"}`;
    const path = `/api/v1/query?query=${encodeURIComponent(query)}`;
    return judgeMetrics(namespace, await client.askService('prometheus', path));
  },
};

/** @param answer of Prometheus; undefined where none came */
export function judgeMetrics(namespace: string, answer: string | undefined): Judgement {
  if (answer === undefined) return judged([`Prometheus in ${MONITORING} does not answer`], '');
  const { data } = answerSchema.safeParse(jsonOf(answer));
  if (!data) return judged(['what answers in the place of Prometheus does not speak as it'], '');
  const active = data.data.result.some(({ value: [, value] }) => value === '1');
  return judged(active ? [] : [`Prometheus has no metrics of ${namespace}`], `Prometheus has metrics of ${namespace}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
