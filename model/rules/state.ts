import { nearestRegion } from '../catalogue/places';
import type { Rule } from './rule';

export const stateHasEndpoint: Rule = {
  id: 'state-has-endpoint',
  about: 'The region of the buckets has object storage, and the endpoint is one of that region',
  source: 'Linode API, GET /object-storage/endpoints',
  check({ cluster, state, sources }, report, { regions }) {
    const id = state?.region ?? cluster?.region;
    const region = regions.get(id ?? '');
    if (!state || !region || sources?.objectStorage !== undefined) return;
    const hosts = region.objectStorage.map(({ host }) => host);
    if (hosts.length === 0 && state.endpointHost === undefined) {
      const offering = [...regions].flatMap(([other, { objectStorage }]) => (objectStorage.length > 0 ? [other] : []));
      const near = nearestRegion(String(id), offering);
      report(state.region === undefined ? ['cluster', 'region'] : ['state', 'region'], {
        what: `no object storage endpoint is known in region ${String(id)}, where the buckets would be`,
        allowed: `for the buckets, one of ${offering.join(', ')}`,
        fix: `${near === undefined ? 'write one of them as state.region' : `write state: {region: ${near}}, the nearest`}, or name an endpoint in state.endpointHost`,
      });
    } else if (isElsewhere(state.endpointHost, hosts) && sources?.linodeApi === undefined) {
      report(['state', 'endpointHost'], {
        what: `region ${String(id)} has no endpoint ${String(state.endpointHost)}`,
        allowed: hosts.join(', '),
        fix: `write ${String(hosts[0])}, or remove endpointHost`,
      });
    }
  },
};

export const stateBucketIsPlain: Rule = {
  id: 'state-bucket-is-plain',
  about: 'The state bucket keeps no versions, because Linode ignores the lock in a versioned bucket',
  source: 'docs/linode-notes.md',
  check({ state }, report) {
    if (!state?.versioning) return;
    report(['state', 'versioning'], {
      severity: 'warning',
      what: 'in a versioned bucket Linode ignores the lock: two applies can run at once and spoil the state',
      allowed: 'false is safer; snapshots go to the artifacts bucket',
      fix: 'write versioning: false, or let only one pipeline apply at a time',
    });
  },
};

/** Whether the public Linode has no such endpoint; behind another API there may be others. */
const isElsewhere = (host: string | undefined, hosts: readonly string[]) =>
  host !== undefined && hosts.length > 0 && !hosts.includes(host);
