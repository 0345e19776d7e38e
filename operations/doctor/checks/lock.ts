import { Interrupts } from '../../engine/interrupts';
import type { LockBehaviour } from '../../object-storage/lock-probe';
import { PROBE_NAME, probeLock } from '../../object-storage/throw-away-bucket';
import { fail, type Finding, notChecked, ok, type Check } from '../check';
import { randomName } from '../../linode/random-name';
import { LinodeError } from '../../linode/error';
import { CleanUpFailed } from '../../machine/clean-up';
import { REMOVE_LEFTOVERS } from '../leftovers';
import { notTold } from '../linode';
import { requestLimitsOf, storeFix, whatOf } from '../store';

const FINDINGS: Readonly<Record<LockBehaviour, Finding>> = {
  honoured: ok('this store honours it, tried on a throw-away bucket'),
  ignored: fail(
    'this store ignores it: two applies of the same stack can run at once and spoil the state',
    'write state.versioning: false, if it is on; else let only one pipeline apply at a time',
  ),
  sticks: fail(
    'on this store a lock that was released still counts as held',
    'move the buckets to another endpoint: state.region, state.endpointHost',
  ),
  unsupported: fail(
    'this store refuses the conditional write that a lock is (If-None-Match)',
    'move the buckets to another endpoint: state.region, state.endpointHost',
  ),
};

export const lock: Check = {
  id: 'lock',
  title: 'lock on the state',
  makesSomething: true,
  async run({ platform, environment, signals, timeoutMs }) {
    if (!environment.LINODE_TOKEN) {
      return notChecked('LINODE_TOKEN is not set, with which a throw-away bucket is made', 'set LINODE_TOKEN');
    }
    const name = randomName(`${platform.state.bucketPrefix}-${PROBE_NAME}`);
    // Otherwise Ctrl-C would leave the bucket and its key at Linode.
    const interrupts = new Interrupts(signals);
    try {
      const behaviour = await probeLock({ ...platform.state, name }, interrupts.signal, requestLimitsOf({ timeoutMs }));
      interrupts.check();
      return FINDINGS[behaviour];
    } catch (error) {
      interrupts.check();
      if (error instanceof CleanUpFailed) {
        return fail(`the lock could not be tried: ${error.message}`, `when that is fixed, ${REMOVE_LEFTOVERS}`);
      }
      // The store itself, whose line says more.
      if (!(error instanceof LinodeError)) {
        return notChecked(
          `the lock could not be tried: ${whatOf(error)}`,
          storeFix(error, 'the key that was made for it'),
        );
      }
      return notTold(error, 'object_storage:read_write');
    } finally {
      interrupts.dispose();
    }
  },
};
