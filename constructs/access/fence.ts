import { BREAK_GLASS_MAX_SECONDS, CREDENTIAL_MAX_SECONDS } from '../../model/entities/access-policy';
import { ACCESS_NAMESPACE, ACCOUNT_KEY, GRANT_PREFIX, HOLDER_KEY, REASON_KEY, TICKET_KEY } from '../../model/naming';

/** What a ValidatingAdmissionPolicy says, as far as it is used here. */
export interface AdmissionPolicy {
  readonly failurePolicy: 'Fail';
  readonly matchConstraints: {
    readonly namespaceSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly resourceRules: readonly ResourceRule[];
  };
  readonly validations: readonly { readonly expression: string; readonly message: string }[];
}

interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE')[];
  readonly resources: readonly string[];
}

/** Whether an object has a label or an annotation that is not empty, in CEL. */
const isSet = (of: 'labels' | 'annotations', key: string) =>
  `has(object.metadata.${of}) && '${key}' in object.metadata.${of} && object.metadata.${of}['${key}'] != ''`;

const isGrant = (object = 'object') => `${object}.metadata.name.startsWith('${GRANT_PREFIX}')`;
const IS_BREAK_GLASS = `object.metadata.labels['${ACCOUNT_KEY}'].endsWith('-break-glass')`;

const rule = (apiGroup: string, resources: string[], operations: ResourceRule['operations']): ResourceRule => ({
  apiGroups: [apiGroup],
  apiVersions: ['*'],
  operations,
  resources,
});

function inAccessNamespace(
  resourceRules: readonly ResourceRule[],
  validations: AdmissionPolicy['validations'],
): AdmissionPolicy {
  return {
    failurePolicy: 'Fail',
    // By the label that the API server sets itself: any other can be taken off.
    matchConstraints: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': ACCESS_NAMESPACE } },
      resourceRules,
    },
    validations,
  };
}

/**
 * Fences the namespace of the roles' accounts: the API server itself refuses whoever may create tokens there a
 * credential that cannot be revoked, that lives too long, or that breaks the glass without a ticket.
 */
export const FENCE: Readonly<Record<string, AdmissionPolicy>> = {
  [`${ACCESS_NAMESPACE}-tokens`]: inAccessNamespace(
    [rule('', ['serviceaccounts/token'], ['CREATE'])],
    [
      {
        expression:
          "has(object.spec.boundObjectRef) && has(object.spec.boundObjectRef.kind) && object.spec.boundObjectRef.kind == 'Secret' && " +
          `has(object.spec.boundObjectRef.name) && object.spec.boundObjectRef.name.startsWith('${GRANT_PREFIX}' + request.name + '-')`,
        message:
          'A token of this account is bound to the Secret of a grant for it, so that it can be revoked: lke-platform access grant.',
      },
      {
        expression: `!has(object.spec.expirationSeconds) || object.spec.expirationSeconds <= (request.name.endsWith('-break-glass') ? ${BREAK_GLASS_MAX_SECONDS} : ${CREDENTIAL_MAX_SECONDS})`,
        message: `A token lives for at most ${CREDENTIAL_MAX_SECONDS} seconds, one of break-glass for at most ${BREAK_GLASS_MAX_SECONDS} (24 hours).`,
      },
    ],
  ),
  [`${ACCESS_NAMESPACE}-grants`]: inAccessNamespace(
    [rule('', ['secrets'], ['CREATE', 'UPDATE'])],
    [
      {
        expression: "!has(object.type) || object.type != 'kubernetes.io/service-account-token'",
        message: 'A Secret of type kubernetes.io/service-account-token would hold a token that does not end.',
      },
      {
        expression:
          `!${isGrant()} || (${isSet('labels', ACCOUNT_KEY)} && ` +
          `object.metadata.name.startsWith('${GRANT_PREFIX}' + object.metadata.labels['${ACCOUNT_KEY}'] + '-'))`,
        message: `A grant names its account by the label ${ACCOUNT_KEY} and in its name.`,
      },
      {
        expression: `!${isGrant()} || (${isSet('annotations', HOLDER_KEY)} && ${isSet('annotations', REASON_KEY)})`,
        message: `A grant says who holds it and why, by the annotations ${HOLDER_KEY} and ${REASON_KEY}.`,
      },
      {
        expression: `!${isGrant()} || !(${isSet('labels', ACCOUNT_KEY)} && ${IS_BREAK_GLASS}) || (${isSet('annotations', TICKET_KEY)})`,
        message: `Break-glass needs an incident ticket, in the annotation ${TICKET_KEY}.`,
      },
      {
        expression:
          `request.operation != 'UPDATE' || !${isGrant()} || (object.metadata.labels == oldObject.metadata.labels && ` +
          'object.metadata.annotations == oldObject.metadata.annotations)',
        message: 'What a grant says is not changed afterwards. Revoke it, and grant anew.',
      },
    ],
  ),
  [`${ACCESS_NAMESPACE}-workloads`]: inAccessNamespace(
    [
      rule('', ['pods', 'pods/ephemeralcontainers', 'podtemplates', 'replicationcontrollers'], ['CREATE', 'UPDATE']),
      rule('apps', ['*'], ['CREATE', 'UPDATE']),
      rule('batch', ['*'], ['CREATE', 'UPDATE']),
    ],
    [
      {
        expression: 'false',
        message: `Nothing runs in ${ACCESS_NAMESPACE}: a pod there could act as any role of any environment.`,
      },
    ],
  ),
};
