import type { Domain } from '@linode/api-v4';
import type { Live } from './live';
import type { Part, PlatformData } from './part';

type DnsData = NonNullable<NonNullable<PlatformData['network']>['dns']>;

/** What a zone may have and a platform cannot say. The provider cannot clear it either, so every plan would try. */
const UNSAID = ['description', 'group', 'retry_sec', 'expire_sec', 'refresh_sec'] as const;

/** The DNS zone. Its records are left alone. */
export function describeDomain({ domain }: Live): Part<DnsData | undefined> {
  if (!domain) return { data: undefined, notes: [], leftOut: [] };
  const { domain: zone, soa_email: soaEmail, ttl_sec: ttlSeconds, id } = domain;
  const reason = problemOf(domain);
  if (reason === undefined) {
    return { data: { zone, soaEmail, ...(ttlSeconds > 0 && { ttlSeconds }) }, notes: [], leftOut: [] };
  }
  const consequence = 'it stays as it is, unmanaged, with all its records';
  return { data: undefined, notes: [], leftOut: [{ what: `the domain ${zone} (${id})`, reason, consequence }] };
}

function problemOf(domain: Domain): string | undefined {
  if (domain.type !== 'master') return 'it is a copy of a zone that is kept elsewhere';
  if (domain.axfr_ips.length > 0) return 'the platform would take away the zone transfers that it allows (axfr_ips)';
  const unsaid = UNSAID.filter((setting) => Boolean(domain[setting]));
  if (unsaid.length === 0) return undefined;
  return `it has ${unsaid.join(', ')}, which the provider cannot clear; clear it by hand, then it can be imported`;
}
