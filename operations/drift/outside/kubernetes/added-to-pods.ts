import { isNothing, type PinnedDifference } from './pinned-differences';

type Path = PinnedDifference['path'];
type Tree = Readonly<Record<string, unknown>>;

/** Where the templates of pods are, by the field that leads to them. Pods themselves are completed by admission. */
const TEMPLATES: readonly Path[] = [
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
];

/** Fields of a template that the API server leaves out where nobody sets them (Kubernetes API, PodSpec). */
const OF_PODS = [
  ...['affinity', 'automountServiceAccountToken', 'hostAliases', 'hostIPC', 'hostNetwork', 'hostPID', 'hostUsers'],
  ...['imagePullSecrets', 'initContainers', 'nodeName', 'nodeSelector', 'priorityClassName', 'runtimeClassName'],
  ...['securityContext', 'serviceAccountName', 'shareProcessNamespace', 'tolerations', 'volumes'],
];
const OF_CONTAINERS = [
  ...['args', 'command', 'env', 'envFrom', 'lifecycle', 'resources', 'securityContext', 'volumeDevices'],
  ...['volumeMounts', 'workingDir'],
];

/** Of these, the API server fills in nothing inside either. */
const WITHOUT_DEFAULTS = ['nodeSelector', 'securityContext'];

/**
 * What the template of pods has that its manifest does not, whoever is said to have written it: anybody may write under the
 * name of the release's program. Only fields are looked at of which the API server has no default.
 */
export function addedToPods(pinned: unknown, live: unknown): PinnedDifference[] {
  return TEMPLATES.flatMap((path) => {
    const [before, after] = [at(pinned, path), at(live, path)];
    if (!isTree(before) || !isTree(after)) return [];
    return [
      ...added(OF_PODS, before, after, path),
      ...['containers', 'initContainers'].flatMap((list) => inContainers(before[list], after[list], [...path, list])),
    ];
  });
}

function inContainers(before: unknown, after: unknown, path: Path): PinnedDifference[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  const own = before.filter(isTree);
  return after.filter(isTree).flatMap((container) => {
    const partner = own.find(({ name }) => name === container.name);
    return partner ? added(OF_CONTAINERS, partner, container, [...path, String(container.name)]) : [];
  });
}

function added(fields: readonly string[], before: Tree, after: Tree, path: Path): PinnedDifference[] {
  return fields.flatMap((name): PinnedDifference[] => {
    const [pinned, live] = [before[name], after[name]];
    if (isNothing(live)) return [];
    if (pinned === undefined || pinned === null) return [{ path: [...path, name], action: 'added', after: live }];
    if (!WITHOUT_DEFAULTS.includes(name) || !isTree(pinned) || !isTree(live)) return [];
    return added(Object.keys(live), pinned, live, [...path, name]);
  });
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inside, part) => (isTree(inside) ? inside[String(part)] : undefined), value);

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
