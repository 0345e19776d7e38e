import { BREAK_GLASS_MAX_SECONDS, CREDENTIAL_MAX_SECONDS } from '../../model/entities/access-policy';
import {
  ACCESS_NAMESPACE,
  ACCOUNT_KEY,
  GRANT_PREFIX,
  HOLDER_KEY,
  REASON_KEY,
  TICKET_KEY,
  TICKET_PATTERN,
} from '../../model/naming';
import { type AdmissionPolicy, resourceRule, within } from './admission-policy';

/** Whether an object has a label or an annotation with more than blanks, in CEL. */
const isSet = (of: 'labels' | 'annotations', key: string) =>
  `has(object.metadata.${of}) && '${key}' in object.metadata.${of} && object.metadata.${of}['${key}'].matches('[^\\\\s]')`;

const IS_GRANT = `object.metadata.name.startsWith('${GRANT_PREFIX}')`;
const HAS_ACCOUNT = isSet('labels', ACCOUNT_KEY);
const ACCOUNT = `object.metadata.labels['${ACCOUNT_KEY}']`;
/** The longest life of what is given to an account, in seconds. */
const longest = (account: string) =>
  `(${account}.endsWith('-break-glass') ? ${BREAK_GLASS_MAX_SECONDS} : ${CREDENTIAL_MAX_SECONDS})`;

const beginningOf = (account: string) => `'${GRANT_PREFIX}' + ${account} + '-'`;
/** What a name has behind the account. */
const endAndIdIn = (name: string, account: string) => `${name}.substring(size(${beginningOf(account)}))`;
/**
 * Whether a name is one of a grant for an account: `grant-<account>-<end>-<id>`. The account is compared as it is written:
 * in a pattern, the dots that a label may have would be any character, and a label something else than what it lets through.
 */
const isNameOfGrant = (name: string, account: string) =>
  `(${name}.startsWith(${beginningOf(account)}) && ${endAndIdIn(name, account)}.matches('^[0-9]{10}-[a-z0-9]{8,}$'))`;
/** The end that the name of a grant tells, in seconds since 1970. */
const endIn = (name: string, account: string) => `int(${endAndIdIn(name, account)}.split('-')[0])`;
/** The API server's own clock: it writes down when something was made before it asks a policy. */
const NOW = 'int(timestamp(object.metadata.creationTimestamp))';

const BOUND = 'object.spec.boundObjectRef';
const IS_BOUND_TO_GRANT =
  `has(${BOUND}) && has(${BOUND}.kind) && ${BOUND}.kind == 'Secret' && has(${BOUND}.name) && ` +
  isNameOfGrant(`${BOUND}.name`, 'request.name');

const inAccessNamespace = within([ACCESS_NAMESPACE]);

/**
 * Fences the namespace of the roles' accounts: the API server itself refuses whoever may create tokens there a
 * credential that cannot be revoked, that lives too long, or that breaks the glass without a ticket.
 */
export const FENCE: Readonly<Record<string, AdmissionPolicy>> = {
  [`${ACCESS_NAMESPACE}-tokens`]: inAccessNamespace(
    [resourceRule('', ['serviceaccounts/token'], ['CREATE'])],
    [
      {
        expression: IS_BOUND_TO_GRANT,
        message:
          'A token of this account is bound to the Secret of a grant for it, so that it can be revoked: lke-platform access grant.',
      },
      {
        expression: `!has(object.spec.expirationSeconds) || object.spec.expirationSeconds <= ${longest('request.name')}`,
        message: `A token lives for at most ${CREDENTIAL_MAX_SECONDS} seconds, one of break-glass for at most ${BREAK_GLASS_MAX_SECONDS} (24 hours).`,
      },
      {
        // Else a second token under the same grant would outlive it.
        expression: `!(${IS_BOUND_TO_GRANT}) || !has(object.spec.expirationSeconds) || ${NOW} + object.spec.expirationSeconds <= ${endIn(`${BOUND}.name`, 'request.name')}`,
        message: 'A token does not outlive the grant it is bound to, whose end stands in its name.',
      },
    ],
  ),
  [`${ACCESS_NAMESPACE}-grants`]: inAccessNamespace(
    [resourceRule('', ['secrets'], ['CREATE', 'UPDATE'])],
    [
      {
        expression: "!has(object.type) || object.type != 'kubernetes.io/service-account-token'",
        message: 'A Secret of type kubernetes.io/service-account-token would hold a token that does not end.',
      },
      {
        expression: `!${IS_GRANT} || (${HAS_ACCOUNT} && ${isNameOfGrant('object.metadata.name', ACCOUNT)})`,
        message: `A grant names its account by the label ${ACCOUNT_KEY}, and account, end and id in its name: ${GRANT_PREFIX}<account>-<seconds since 1970>-<id>.`,
      },
      {
        expression: `!${IS_GRANT} || (${isSet('annotations', HOLDER_KEY)} && ${isSet('annotations', REASON_KEY)})`,
        message: `A grant says who holds it and why, by the annotations ${HOLDER_KEY} and ${REASON_KEY}.`,
      },
      {
        expression: `!${IS_GRANT} || !(${HAS_ACCOUNT} && ${ACCOUNT}.endsWith('-break-glass')) || (${isSet('annotations', TICKET_KEY)} && object.metadata.annotations['${TICKET_KEY}'].matches('${TICKET_PATTERN}'))`,
        message: `Break-glass needs an incident ticket, in the annotation ${TICKET_KEY}.`,
      },
      {
        expression: `request.operation != 'CREATE' || !${IS_GRANT} || !(${HAS_ACCOUNT} && ${isNameOfGrant('object.metadata.name', ACCOUNT)}) || ${endIn('object.metadata.name', ACCOUNT)} <= ${NOW} + ${longest(ACCOUNT)}`,
        message: `A grant ends within ${CREDENTIAL_MAX_SECONDS} seconds, one of break-glass within ${BREAK_GLASS_MAX_SECONDS} (24 hours).`,
      },
      {
        expression: `!${IS_GRANT} || !has(object.metadata.finalizers) || size(object.metadata.finalizers) == 0`,
        message: 'A grant has no finalizers: its tokens would live on after it is deleted.',
      },
      {
        expression:
          `request.operation != 'UPDATE' || !${IS_GRANT} || (object.metadata.labels == oldObject.metadata.labels && ` +
          'object.metadata.annotations == oldObject.metadata.annotations)',
        message: 'What a grant says is not changed afterwards. Revoke it, and grant anew.',
      },
    ],
  ),
  [`${ACCESS_NAMESPACE}-workloads`]: inAccessNamespace(
    [
      resourceRule(
        '',
        ['pods', 'pods/ephemeralcontainers', 'podtemplates', 'replicationcontrollers'],
        ['CREATE', 'UPDATE'],
      ),
      resourceRule('apps', ['*'], ['CREATE', 'UPDATE']),
      resourceRule('batch', ['*'], ['CREATE', 'UPDATE']),
    ],
    [
      {
        expression: 'false',
        message: `Nothing runs in ${ACCESS_NAMESPACE}: a pod there could act as any role of any environment.`,
      },
    ],
  ),
};
