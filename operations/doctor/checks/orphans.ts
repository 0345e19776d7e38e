import { findOrphans } from '../../orphans/find-orphans';
import { LOCK_FIX, orphanReports } from '../../orphans/report';
import { notChecked, ok, warn, type Check } from '../check';
import { hasKey, requestLimitsOf } from '../store';

const FIX = 'npx lke-platform plan tells which stack takes it over, and npx lke-platform orphans how each is removed';

export const orphans: Check = {
  id: 'orphans',
  title: 'what exists and is in no state',
  async run({ platform, environment, timeoutMs }) {
    if (!environment.LINODE_TOKEN) return notChecked('LINODE_TOKEN is not set', 'set LINODE_TOKEN');
    if (!hasKey(environment)) return notChecked('no key of the object storage is set', 'set the keys of the states');
    const { bucketPrefix, endpoint } = platform.state;
    const found = await findOrphans(
      {
        platform: platform.name,
        bucketPrefix,
        endpoint,
        clusterLabel: platform.cluster.label,
        linodeApi: platform.sources.linodeApi,
        imports: platform.imports,
        limits: requestLimitsOf({ timeoutMs }),
      },
      environment,
    );
    if (found.orphans.length > 0) {
      const reports = orphanReports(found).map(({ what }) => what);
      return warn([...reports, ...found.notChecked].join('; '), found.locks.length > 0 ? LOCK_FIX : FIX);
    }
    if (found.notChecked.length === 0) return ok('none');
    return notChecked(found.notChecked.join('; '), 'fix what doctor says of the token, the API and the buckets');
  },
};
