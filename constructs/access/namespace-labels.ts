import { IS_PLATFORM } from '../../model/lifecycle/admission/policy';
import { LABEL_DOMAIN, STATUS_KEY } from '../../model/naming';
import { type AdmissionPolicy, resourceRule } from './admission-policy';
import { withinHeld } from './held-namespaces';

/** The status is the lifecycle's, and has a policy of its own. */
const IS_HELD = `(key.startsWith('pod-security.kubernetes.io/') || (key.startsWith('${LABEL_DOMAIN}/') && key != '${STATUS_KEY}'))`;
const [NEW, OLD] = ['object.metadata.labels', 'oldObject.metadata.labels'];
/** Whether what one of them has is in the other, too. */
const hasAllOf = (one: string, other: string) =>
  `${one}.all(key, !${IS_HELD} || (key in ${other} && ${other}[key] == ${one}[key]))`;

/**
 * Keeps who may do everything in a namespace within it: with another level of pod security they could run a privileged
 * pod, which has the node and what is on it of all others; with another environment's label, pass its network policies.
 */
export const NAMESPACE_LABELS: Readonly<Record<string, AdmissionPolicy>> = {
  'lke-platform-namespace-labels': withinHeld(
    [resourceRule('', ['namespaces', 'namespaces/status', 'namespaces/finalize'], ['UPDATE'])],
    [
      {
        expression: `(${hasAllOf(NEW, OLD)} && ${hasAllOf(OLD, NEW)}) || ${IS_PLATFORM}`,
        message: `The labels pod-security.kubernetes.io/* and ${LABEL_DOMAIN}/* of a namespace are Terraform's, and no role changes them: a privileged pod would reach beyond the namespace.`,
      },
    ],
  ),
};
