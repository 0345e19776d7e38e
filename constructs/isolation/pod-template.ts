import { resourceRule } from '../access/admission-policy';

/**
 * Whatever pods are made of, and pods. Of a ControllerRevision a StatefulSet or DaemonSet takes a former template. What
 * changes a running pod for repair (`pods/ephemeralcontainers`, `pods/resize`, eviction) is not among them.
 */
export const POD_MAKERS = [
  resourceRule('', ['pods', 'replicationcontrollers'], ['CREATE', 'UPDATE']),
  resourceRule(
    'apps',
    ['deployments', 'replicasets', 'statefulsets', 'daemonsets', 'controllerrevisions'],
    ['CREATE', 'UPDATE'],
  ),
  resourceRule('batch', ['jobs', 'cronjobs'], ['CREATE', 'UPDATE']),
];

/** What a pod is told, wherever in an object it stands. */
export const specIn = (owner: string) =>
  `request.kind.kind == 'Pod' ? ${owner}.?spec : ` +
  `request.kind.kind == 'CronJob' ? ${owner}.?spec.?jobTemplate.?spec.?template.?spec : ` +
  `request.kind.kind == 'ControllerRevision' ? ${owner}.?data.?spec.?template.?spec : ${owner}.?spec.?template.?spec`;

/** Variables of a policy on {@link POD_MAKERS}: the spec, what it was before (none of what is new), and its path. */
export const POD_SPEC = [
  { name: 'spec', expression: `(${specIn('object')}).orValue({})` },
  { name: 'before', expression: `request.operation == 'CREATE' ? {} : (${specIn('oldObject')}).orValue({})` },
  { name: 'isPod', expression: "request.kind.kind == 'Pod'" },
  {
    name: 'path',
    expression:
      "variables.isPod ? 'spec' : request.kind.kind == 'CronJob' ? 'spec.jobTemplate.spec.template.spec' : 'spec.template.spec'",
  },
];

/** Whether one of the fields is another than it was, so that a change of anything else is not judged by them. */
export const isChanged = (...fields: readonly string[]) =>
  `(request.operation == 'CREATE' || ${fields.map((field) => `variables.spec${field} != variables.before${field}`).join(' || ')})`;
