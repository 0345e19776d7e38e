import { ENVIRONMENT_NAMES } from '../../entities/environment';
import { LIFECYCLE_USER, namespaceOf, STATUS_KEY } from '../../naming';
import { inNamespaces, type LifecyclePolicy } from './policy';
import { REPAIR_KEYS } from './repair';

/** Name of the policy, and of its binding. */
export const STATUS_FENCE = 'lke-platform-status';

const valueIn = (of: string, key: string) => `(has(${of}) && '${key}' in ${of} ? ${of}['${key}'] : '')`;
/** Whether a request leaves a label or an annotation as it is; a namespace that is made has none. */
const isKept = (of: 'labels' | 'annotations', key: string) =>
  `${valueIn(`object.metadata.${of}`, key)} == (request.operation == 'CREATE' ? '' : ${valueIn(`oldObject.metadata.${of}`, key)})`;

/**
 * Keeps the status of an environment, and who may deploy a fix in it, from everybody but the one user that the lifecycle
 * acts as. Subresources are ways to the same labels.
 */
export const statusFence: LifecyclePolicy = {
  failurePolicy: 'Fail',
  matchConstraints: {
    matchPolicy: 'Equivalent',
    namespaceSelector: inNamespaces(ENVIRONMENT_NAMES.map(namespaceOf)),
    resourceRules: [
      {
        apiGroups: [''],
        apiVersions: ['*'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['namespaces', 'namespaces/status', 'namespaces/finalize'],
      },
    ],
  },
  variables: [{ name: 'isLifecycle', expression: `request.userInfo.username == '${LIFECYCLE_USER}'` }],
  validations: [
    {
      expression: `variables.isLifecycle || (${isKept('labels', STATUS_KEY)})`,
      message: `The label ${STATUS_KEY} follows the status of the environment, and is set by nothing else: npx lke-platform environment status`,
    },
    {
      expression: `variables.isLifecycle || (${REPAIR_KEYS.map((key) => `(${isKept('annotations', key)})`).join(' && ')})`,
      message:
        'Who may deploy a fix in an environment is set by nothing else: npx lke-platform environment repair <environment> --user <name> --reason <text>',
    },
  ],
};
