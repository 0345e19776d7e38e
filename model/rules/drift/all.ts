import { CLUSTER_RULES } from './cluster';
import type { DriftRule } from './drift-rule';
import { HELM_RULES } from './helm';
import { KUBERNETES_RULES } from './kubernetes';
import { LINODE_RULES } from './linode';
import { NODE_POOL_RULES } from './node-pools';
import { RECORD_RULES } from './records';
import { RELEASE_OBJECT_RULES } from './release-objects';
import { WHOLE_RULES } from './wholes';

/** What the platform knows of differences. Of two rules for the same attribute, the first whose condition holds counts. */
export const DRIFT_RULES: readonly DriftRule[] = [
  ...NODE_POOL_RULES,
  ...CLUSTER_RULES,
  ...LINODE_RULES,
  ...RECORD_RULES,
  ...KUBERNETES_RULES,
  ...HELM_RULES,
  ...RELEASE_OBJECT_RULES,
  ...WHOLE_RULES,
];
