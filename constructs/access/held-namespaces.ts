import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { ACCESS_NAMESPACE, BASELINE_NAMESPACES, namespaceOf } from '../../model/naming';
import { within } from './admission-policy';

/** A policy for the namespaces that are Terraform's: who has all rights within one has none in the namespace itself. */
export const withinHeld = within([...ENVIRONMENT_NAMES.map(namespaceOf), ...BASELINE_NAMESPACES, ACCESS_NAMESPACE]);

/**
 * Whoever may change this very policy, by whichever name or group: Terraform is one of them. Names would leave out those
 * whom an identity provider knows, and accounts that somebody makes in a namespace to act as.
 */
export const IS_PLATFORM =
  "authorizer.group('admissionregistration.k8s.io').resource('validatingadmissionpolicies').check('update').allowed()";
