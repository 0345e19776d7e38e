import { PROBE_NAME, probeLock } from '../object-storage/throw-away-bucket';
import { createBuckets } from './create-buckets';
import type { Temporary } from './journal';
import { forgetLocalState, migrateState } from './migrate-state';
import { mintKey } from './mint-key';
import type { Step } from './next-step';
import type { Site } from './site';
import { randomName } from '../linode/random-name';
import { cleanUp } from './temporaries';

interface Performance {
  /** What it does, in words. */
  readonly about: string;
  readonly perform: (site: Site) => Promise<void>;
}

/** How each step is done. */
export const PERFORMANCES: Readonly<Record<Step, Performance>> = {
  'clean-up': { about: 'removing what an interrupted run left', perform: cleanUp },
  'create-buckets': { about: 'applying the stack state on a local state', perform: createBuckets },
  'mint-key': { about: 'minting a key for the buckets', perform: mintKey },
  'probe-lock': { about: 'trying the lock on a throw-away bucket', perform: probe },
  'migrate-state': { about: 'copying the local state into the bucket', perform: migrateState },
  'forget-local-state': { about: 'putting the local state aside', perform: forgetLocalState },
};

async function probe({ platform, journal, interrupts }: Site): Promise<void> {
  const { bucketPrefix, endpoint, versioning } = platform.state;
  const name = randomName(`${bucketPrefix}-${PROBE_NAME}`);
  const things: readonly Temporary[] = [
    { kind: 'bucket', name },
    { kind: 'key', name },
  ];
  for (const thing of things) journal.write({ event: 'making', thing });
  const lock = await probeLock({ ...platform.state, name }, interrupts.signal);
  for (const thing of things) journal.write({ event: 'gone', thing });
  journal.write({ event: 'probed', endpoint, versioning, lock });
}
