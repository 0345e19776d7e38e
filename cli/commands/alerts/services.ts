import type { Platform } from '../../../model/platform';
import type { AlertServices } from '../../../operations/alerts/services';
import type { CommandContext } from '../../command-context';

/** Where Prometheus and Alertmanager are, when it is not the cluster's API server that leads to them. */
export interface ServiceOptions {
  readonly prometheus?: string;
  readonly alertmanager?: string;
}

export const SERVICE_OPTIONS = [
  ['--prometheus <url>', 'address of Prometheus (default: through the API server of the cluster)'],
  ['--alertmanager <url>', 'address of Alertmanager (default: through the API server of the cluster)'],
] as const satisfies readonly (readonly [flag: string, about: string])[];

/** Works with the two services. @throws {Error} when one address is given without the other, or there is no cluster */
export async function withServices<T>(
  { prometheus, alertmanager }: ServiceOptions,
  platform: Platform,
  { streams: { env } }: CommandContext,
  work: (services: AlertServices) => Promise<T>,
): Promise<T> {
  const { servicesAt, servicesOf } = await import('../../../operations/alerts/services');
  if (prometheus !== undefined && alertmanager !== undefined) return work(servicesAt({ prometheus, alertmanager }));
  if (prometheus !== undefined || alertmanager !== undefined) {
    throw new Error('--prometheus and --alertmanager go together.');
  }
  const { clusterSiteOf, onCluster } = await import('../../../operations/lifecycle/on-cluster');
  return onCluster(clusterSiteOf(platform), env, (client) => {
    if (!client) throw new Error('the platform has no cluster yet: npx lke-platform apply cluster.');
    return work(servicesOf(client));
  });
}
