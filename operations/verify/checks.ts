import type { Check } from './check';
import { applied } from './checks/applied';
import { approvals } from './checks/approvals';
import { argoCd } from './checks/argo-cd';
import { disruptionBudgets } from './checks/disruption-budgets';
import { dns } from './checks/dns';
import { ingress } from './checks/ingress';
import { metrics } from './checks/metrics';
import { nodes } from './checks/nodes';
import { podSecurity } from './checks/pod-security';
import { policies } from './checks/policies';
import { quota } from './checks/quota';
import { sealedSecret } from './checks/sealed-secret';
import { secretFreshness } from './checks/secrets';

/** Everything that an environment has to show, in the order of the report. */
export const CHECKS: readonly Check[] = [
  applied,
  nodes,
  quota,
  podSecurity,
  policies,
  approvals,
  dns,
  ingress,
  metrics,
  sealedSecret,
  secretFreshness,
  argoCd,
  disruptionBudgets,
];
