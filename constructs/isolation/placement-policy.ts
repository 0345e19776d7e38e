import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { ENVIRONMENT_KEY, namespaceOf } from '../../model/naming';
import { type AdmissionPolicy, resourceRule, within } from '../access/admission-policy';
import { IS_NO_CONTROLLER } from './kubernetes-controllers';
import { isChanged, POD_MAKERS, POD_SPEC } from './pod-template';

export const inEnvironments = within(ENVIRONMENT_NAMES.map(namespaceOf));

const SELECTOR = `variables.spec.?nodeSelector[?'${ENVIRONMENT_KEY}']`;
const OWN = 'variables.environment';
const AFFINITY = '.?affinity.?nodeAffinity';
const TERMS = `variables.spec${AFFINITY}.?requiredDuringSchedulingIgnoredDuringExecution.?nodeSelectorTerms.orValue([])`;

/** What decides where a pod runs. */
export const PLACEMENT = ['.?nodeName', '.?nodeSelector', AFFINITY, '.?tolerations', '.?runtimeClassName'];

const VARIABLES = [
  ...POD_SPEC,
  { name: 'environment', expression: 'request.namespace.substring(4)' },
  { name: 'class', expression: "string(variables.spec.?runtimeClassName.orValue(''))" },
  { name: 'isDaemon', expression: "request.kind.kind == 'DaemonSet'" },
  // A class has the name of the namespace. Of a pod, the API server has already written out what it stands for; the
  // controller of a DaemonSet does not know, and would make pods for nodes that they may not run on.
  {
    name: 'isByClass',
    expression: 'variables.class == request.namespace && !variables.isPod && !variables.isDaemon',
  },
  { name: 'tolerations', expression: 'variables.spec.?tolerations.orValue([])' },
  { name: 'terms', expression: TERMS },
  {
    name: 'isSelected',
    // Terms are alternatives: one that leads elsewhere is enough to get there.
    expression:
      `${SELECTOR}.orValue('') == ${OWN} || (size(variables.terms) > 0 && variables.terms.all(term, ` +
      `term.?matchExpressions.orValue([]).exists(it, it.key == '${ENVIRONMENT_KEY}' && it.operator == 'In' && it.values == [${OWN}])))`,
  },
  {
    name: 'isTolerated',
    expression:
      `${OWN} == 'system' || variables.tolerations.exists(it, it.?key.orValue('') == '${ENVIRONMENT_KEY}' && ` +
      `it.?value.orValue('') == ${OWN} && it.?effect.orValue('NoSchedule') == 'NoSchedule')`,
  },
  {
    name: 'line',
    expression:
      "'Add to ' + variables.path + ' ' + (variables.isDaemon ? " +
      `'the lines   nodeSelector: {${ENVIRONMENT_KEY}: ' + ${OWN} + '}   tolerations: [{key: ${ENVIRONMENT_KEY}, value: ' + ${OWN} + '}]' : ` +
      "'the line   runtimeClassName: ' + request.namespace)",
  },
];

/** Tolerates the taint of other environments, or every taint. */
const IS_FOREIGN =
  `it.?key.orValue('') == '' || (it.key == '${ENVIRONMENT_KEY}' && ` +
  `(it.?operator.orValue('Equal') == 'Exists' || it.?value.orValue('') != ${OWN}))`;

const unlessSame = (condition: string) => `!${isChanged(...PLACEMENT)} || ${condition}`;

/**
 * Keeps the pods of an environment on its nodes. A taint keeps the pods of others off them; nothing else keeps its own
 * from the pool without a taint, nor a toleration from the nodes of another.
 */
const PLACEMENT_POLICY: AdmissionPolicy = {
  ...inEnvironments(POD_MAKERS, [
    {
      expression: `!${isChanged('.?nodeName')} || variables.spec.?nodeName.orValue('') == ''`,
      message: 'nodeName passes by the scheduler, and with it by taints. Remove it.',
      messageExpression:
        "variables.path + '.nodeName passes by the scheduler, and with it by taints. Remove it. ' + variables.line",
    },
    {
      expression: unlessSame(`!variables.tolerations.exists(it, ${IS_FOREIGN})`),
      message: 'A toleration of the taint of another environment, or of every taint. Remove it.',
      messageExpression: `'A toleration in ' + variables.path + '.tolerations is for the nodes of another environment, or for every node. Remove it. ' + variables.line`,
    },
    {
      expression: unlessSame("(!variables.class.startsWith('env-') || variables.class == request.namespace)"),
      message: 'The runtimeClassName is that of another environment.',
      messageExpression: `variables.path + '.runtimeClassName is that of another environment. ' + variables.line`,
    },
    {
      expression: unlessSame(`(variables.isByClass ? ${SELECTOR}.orValue(${OWN}) == ${OWN} : variables.isSelected)`),
      message: 'A pod of an environment runs on its nodes: add runtimeClassName with the name of the namespace.',
      messageExpression: `'Pods of ' + request.namespace + ' run on the nodes of ' + ${OWN} + ', and these would not, or not only. ' + variables.line`,
    },
    {
      expression: unlessSame('(variables.isByClass || variables.isTolerated)'),
      message: 'The nodes of an environment have a taint: add runtimeClassName with the name of the namespace.',
      messageExpression: `'The nodes of ' + ${OWN} + ' have a taint that these pods do not tolerate, so that they would wait for ever. ' + variables.line`,
    },
  ]),
  variables: VARIABLES,
  matchConditions: [IS_NO_CONTROLLER],
};

/** Whoever binds a pod to a node passes by selectors and taints. */
const BINDING_POLICY: AdmissionPolicy = {
  ...inEnvironments(
    [resourceRule('', ['pods/binding', 'bindings'], ['CREATE'])],
    [{ expression: 'false', message: 'The scheduler alone places pods of an environment.' }],
  ),
  matchConditions: [{ name: 'not-the-scheduler', expression: "request.userInfo.username != 'system:kube-scheduler'" }],
};

/** Where the pods of environments run, in the API server. */
export const PLACEMENT_POLICIES: Readonly<Record<string, AdmissionPolicy>> = {
  'lke-platform-placement': PLACEMENT_POLICY,
  'lke-platform-binding': BINDING_POLICY,
};
