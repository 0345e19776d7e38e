import type { Environment } from '../derive/environment';
import type { EnvironmentName } from '../entities/environment';
import type { Platform } from '../platform';

type Addressed = Pick<Platform, 'handoffService'>;

/** Address of Grafana's dashboard of an environment; undefined where nobody said where Grafana is reached. */
export function dashboardUrl(
  { handoffService }: Addressed,
  { dashboard }: Pick<Environment, 'dashboard'>,
): string | undefined {
  const grafana = handoffService?.grafanaAddress;
  return grafana === undefined ? undefined : `${withoutSlash(grafana)}/d/${encodeURIComponent(dashboard.dashboardUid)}`;
}

/** Where access to an environment is asked for; undefined without the service. */
export function requestUrl({ handoffService }: Addressed, environment: EnvironmentName): string | undefined {
  return handoffService && `${withoutSlash(handoffService.address)}/v1/environments/${environment}/access-requests`;
}

const withoutSlash = (address: string) => address.replace(/\/+$/, '');
