import { z } from 'zod';

const matcher = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
});
const alert = z.object({
  labels: z.record(z.string(), z.string()),
  startsAt: z.string(),
  status: z.object({ state: z.string() }),
});
const silence = z.object({
  id: z.string(),
  startsAt: z.string(),
  matchers: z.array(matcher),
  status: z.object({ state: z.enum(['expired', 'active', 'pending']) }),
});

export type ToldAlert = z.infer<typeof alert>;
export type ToldSilence = z.infer<typeof silence>;

/** What Alertmanager has. */
export interface AlertsTold {
  readonly alerts: readonly ToldAlert[];
  /** Those that hold, and those that will. */
  readonly silences: readonly ToldSilence[];
}

/**
 * Reads what fires, and what is silenced.
 *
 * @param address base address of Alertmanager
 * @param signal breaks the reading off
 * @throws {Error} when it does not answer, or says something else
 */
export async function readAlerts(address: string, timeoutMs: number, signal: AbortSignal): Promise<AlertsTold> {
  const ask = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    const url = `${address.replace(/\/+$/, '')}/api/v2/${path}`;
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (answer.ok) return schema.parse(await answer.json());
    await answer.body?.cancel();
    throw new Error(`/api/v2/${path} answered ${answer.status}`);
  };
  const alerts = await ask('alerts', z.array(alert));
  const silences = await ask('silences', z.array(silence));
  return { alerts, silences: silences.filter(({ status }) => status.state !== 'expired') };
}
