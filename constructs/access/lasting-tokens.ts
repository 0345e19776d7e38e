import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { BASELINE_NAMESPACES, namespaceOf } from '../../model/naming';
import { type AdmissionPolicy, resourceRule, within } from './admission-policy';

/** What `kubectl create token` asks for by itself. */
const LONGEST_UNBOUND_SECONDS = 3600;

/**
 * Keeps a grant from being turned into something that outlives it: whoever may make Secrets and tokens in a namespace could
 * make one there that does not end. What is bound to a pod ends with the pod, as every pod's own does.
 */
export const LASTING_TOKENS: Readonly<Record<string, AdmissionPolicy>> = {
  'lke-platform-lasting-tokens': within([...ENVIRONMENT_NAMES.map(namespaceOf), ...BASELINE_NAMESPACES])(
    [resourceRule('', ['secrets', 'serviceaccounts/token'], ['CREATE'])],
    [
      {
        expression:
          "request.resource.resource != 'secrets' || !has(object.type) || object.type != 'kubernetes.io/service-account-token'",
        message:
          'A Secret of type kubernetes.io/service-account-token holds a token that does not end. Ask for one that does: kubectl create token.',
      },
      {
        expression:
          "request.resource.resource != 'serviceaccounts' || (has(object.spec.boundObjectRef) && has(object.spec.boundObjectRef.kind) && object.spec.boundObjectRef.kind == 'Pod') || " +
          `(has(object.spec.expirationSeconds) && object.spec.expirationSeconds <= ${LONGEST_UNBOUND_SECONDS})`,
        message: `A token that is not bound to a pod lives for at most ${LONGEST_UNBOUND_SECONDS} seconds (an hour).`,
      },
    ],
  ),
};
