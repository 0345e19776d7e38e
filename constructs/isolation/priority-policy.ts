import { priorityClassOf } from '../../model/derive/priority-class';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import type { AdmissionPolicy } from '../access/admission-policy';
import { IS_NO_CONTROLLER } from './kubernetes-controllers';
import { inEnvironments } from './placement-policy';
import { isChanged, POD_MAKERS, POD_SPEC } from './pod-template';

const VALUES = ENVIRONMENT_NAMES.map((name) => `'${priorityClassOf(name).name}': ${priorityClassOf(name).value}`);

/**
 * Keeps the priority of the baseline, of Kubernetes and of other environments from the pods of an environment: they would
 * push out whoever else is on their nodes. An administrator gives an environment further classes by their names.
 */
export const PRIORITY_POLICY: Readonly<Record<string, AdmissionPolicy>> = {
  'lke-platform-priority': {
    ...inEnvironments(POD_MAKERS, [
      {
        expression:
          `!${isChanged('.?priorityClassName')} || variables.class in ['', request.namespace] || ` +
          // The class that pods have by default, where an administrator made one, is written into them.
          "variables.class.startsWith(request.namespace + '-') || (variables.isPod && !variables.class.startsWith('env-') && variables.spec.?priority.orValue(0) <= variables.most)",
        message: 'The priorityClassName is not of this environment.',
        messageExpression:
          "variables.path + '.priorityClassName ' + variables.class + ' is not of this environment. Leave it out, or write ' + request.namespace + ', or a class whose name begins with ' + request.namespace + '-.'",
      },
    ]),
    variables: [
      ...POD_SPEC,
      { name: 'class', expression: "string(variables.spec.?priorityClassName.orValue(''))" },
      { name: 'most', expression: `{${VALUES.join(', ')}}[request.namespace]` },
    ],
    matchConditions: [IS_NO_CONTROLLER],
  },
};
