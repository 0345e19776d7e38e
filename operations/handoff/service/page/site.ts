import type { Platform } from '../../../../model/platform';

/** What pages say of the platform, and where they are. */
export interface PageSite {
  readonly name: string;
  /** What stands before every path, as browsers see it; empty where the service has a host of its own. */
  readonly base: string;
}

export const siteOf = ({ name, handoffService }: Pick<Platform, 'name' | 'handoffService'>): PageSite => ({
  name,
  base: new URL(handoffService?.address ?? 'http://localhost').pathname.replace(/\/+$/, ''),
});

/** Where an environment is, as the service itself sees it. */
export const pathOf = (environment: string) => `/environments/${environment}`;
