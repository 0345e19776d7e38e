import type { Check } from './check';
import { buckets } from './checks/buckets';
import { charts } from './checks/charts';
import { checksums } from './checks/checksums';
import { clock } from './checks/clock';
import { clusterAdmin } from './checks/cluster-admin';
import { deletionLock } from './checks/deletion-lock';
import { deployVariables } from './checks/deploy-variables';
import { engine } from './checks/engine';
import { erroredStates } from './checks/errored-states';
import { interruptedRuns } from './checks/interrupted-runs';
import { killedRuns } from './checks/killed-runs';
import { leftoverStates } from './checks/leftover-states';
import { lifecycle } from './checks/lifecycle';
import { linodeApi } from './checks/linode-api';
import { lock } from './checks/lock';
import { locks } from './checks/locks';
import { node } from './checks/node';
import { offer } from './checks/offer';
import { objectStorage } from './checks/object-storage';
import { orphans } from './checks/orphans';
import { ownKeys } from './checks/own-keys';
import { planFiles } from './checks/plan-files';
import { providers } from './checks/providers';
import { tainted } from './checks/tainted';
import { token } from './checks/token';
import { tokenExpiry } from './checks/token-expiry';
import { versioning } from './checks/versioning';

/** Everything that doctor looks at, in the order of its report. */
export const CHECKS: readonly Check[] = [
  engine,
  node,
  providers,
  charts,
  clock,
  linodeApi,
  offer,
  token,
  tokenExpiry,
  ownKeys,
  objectStorage,
  buckets,
  checksums,
  deployVariables,
  versioning,
  lock,
  lifecycle,
  locks,
  erroredStates,
  tainted,
  leftoverStates,
  interruptedRuns,
  orphans,
  killedRuns,
  planFiles,
  deletionLock,
  clusterAdmin,
];
