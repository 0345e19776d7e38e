import type { EnvironmentName } from '../entities/environment';
import { HANDOFF_NAMESPACE } from '../naming';
import type { Platform } from '../platform';

/** An environment as the Gateway of the platform serves it. */
export interface ServedEnvironment {
  readonly name: EnvironmentName;
  readonly namespace: string;
  readonly domains: readonly string[];
  /** Namespaces beside its own that serve names under its domains. */
  readonly namespaces?: readonly string[];
  /** Names under its domains that are served with a certificate of their own, whatever else the chart lists. */
  readonly hosts?: readonly string[];
}

/** Whether a name is a domain, or lies under it. */
const isUnder = (name: string, domain: string) => name === domain || name.endsWith(`.${domain}`);

/** The environments that are not retired, the one with the hand-off service with what that is reached by. */
export function servedEnvironmentsOf({
  environments,
  handoffService,
}: Pick<Platform, 'environments' | 'handoffService'>): readonly ServedEnvironment[] {
  const served = environments.filter(({ retired }) => !retired);
  const host = handoffService === undefined ? '' : new URL(handoffService.address).hostname;
  // Of domains within one another, the deepest has the name.
  const domain = served
    .flatMap(({ domains }) => domains)
    .filter((it) => isUnder(host, it))
    .sort((one, other) => other.length - one.length)[0];
  return served.map(({ name, namespace, domains }) => ({
    ...{ name, namespace, domains },
    ...(domain !== undefined &&
      domains.includes(domain) && {
        namespaces: [HANDOFF_NAMESPACE],
        hosts: [host],
      }),
  }));
}
