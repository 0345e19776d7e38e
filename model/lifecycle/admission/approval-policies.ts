import { rolloutsOf } from '../../derive/rollouts';
import type { Platform } from '../../platform';

const ALWAYS = [
  ...['lke-platform-approval', 'lke-platform-approval-request'],
  ...['lke-platform-gateways', 'lke-platform-routes'],
  ...['kinds', 'projects', 'roots', 'strangers', 'synced'].map((it) => `lke-platform-rollout-${it}`),
];
const WHERE_ANYTHING_WAITS = ['lke-platform-rollout-kept', 'lke-platform-rollout-marks'];

/** Names of the policies that the chart `bootstrap` makes for a platform, and of their bindings; none without Argo CD. */
export function approvalPolicyNames(platform: Platform): readonly string[] {
  if (!platform.argoCd.enabled) return [];
  const waiting = rolloutsOf(platform)
    .flatMap(({ applications }) => applications)
    .filter(({ gate }) => gate !== '')
    .map(({ name }) => `lke-platform-wave-${name}`);
  return [...ALWAYS, ...(waiting.length > 0 ? WHERE_ANYTHING_WAITS : []), ...waiting];
}
