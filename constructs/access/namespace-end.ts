import { IS_PLATFORM } from '../../model/lifecycle/admission/policy';
import { type AdmissionPolicy, resourceRule } from './admission-policy';
import { withinHeld } from './held-namespaces';

/** What lets a namespace go once nothing is in it any more, with an account of its own and without. */
const IS_NAMESPACE_CONTROLLER =
  "request.userInfo.username in ['system:serviceaccount:kube-system:namespace-controller', 'system:kube-controller-manager']";

const listIn = (path: string) => `(has(${path}) ? ${path} : [])`;
const isKept = (path: string) => `${listIn(`object.${path}`)} == ${listIn(`oldObject.${path}`)}`;

/**
 * Keeps a namespace from who may do everything within it: rights to `*` in a namespace are rights to delete it, with all
 * that is in it and no backup. By its finalizers it could be kept from ever ending, or end with its objects left in the
 * store, where they are back as soon as there is a namespace of that name again.
 */
export const NAMESPACE_END: Readonly<Record<string, AdmissionPolicy>> = {
  'lke-platform-namespace-deletion': withinHeld(
    [resourceRule('', ['namespaces'], ['DELETE'])],
    [
      {
        expression: IS_PLATFORM,
        message:
          "The namespace is Terraform's, and no role deletes it: npx lke-platform environment retire <environment>.",
      },
    ],
  ),
  'lke-platform-namespace-finalizers': withinHeld(
    [resourceRule('', ['namespaces', 'namespaces/status', 'namespaces/finalize'], ['UPDATE'])],
    [
      {
        expression: `(${isKept('spec.finalizers')} && ${isKept('metadata.finalizers')}) || ${IS_NAMESPACE_CONTROLLER} || ${IS_PLATFORM}`,
        message:
          "The finalizers of a namespace are Kubernetes' own, and no role changes them: its objects would stay behind.",
      },
    ],
  ),
};
