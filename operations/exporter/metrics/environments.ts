import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import { INITIAL } from '../../../model/lifecycle/record';
import { STATUSES } from '../../../model/lifecycle/status';
import { environmentsIn, type WhatIsThere } from './facts-of';
import { type Family, sampleOf, secondsOf, stateSamples } from './family';

/** How the environments stand in their lifecycle. One that was never applied and has no status is none. */
export function environmentFamilies(there: WhatIsThere): Family[] {
  const { environments } = there.ledger;
  const known = ENVIRONMENT_NAMES.filter(
    (name) => environmentsIn(there).includes(name) || environments.get(name)?.status,
  );
  return [
    {
      name: 'lke_platform_environment_status',
      help: 'Status of an environment in its lifecycle: 1 for the one that holds, 0 for the others.',
      labels: ['environment', 'status'],
      samples: known.flatMap((environment) =>
        stateSamples({ environment }, 'status', STATUSES, environments.get(environment)?.status?.change.to ?? INITIAL),
      ),
    },
    {
      name: 'lke_platform_environment_status_change_timestamp_seconds',
      help: 'When an environment got the status that it has.',
      labels: ['environment'],
      samples: known.flatMap((environment) =>
        sampleOf({ environment }, secondsOf(environments.get(environment)?.status?.since)),
      ),
    },
    {
      name: 'lke_platform_environment_unlikely_status_changes',
      help: 'Changes of a status in the ledger that the lifecycle does not allow: something else than its commands wrote them.',
      labels: ['environment'],
      samples: known.flatMap((environment) => sampleOf({ environment }, environments.get(environment)?.unlikely)),
    },
  ];
}
