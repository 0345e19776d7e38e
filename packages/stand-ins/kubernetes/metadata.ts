import { elements, textAt } from '../engine/paths';
import type { Fields } from '../protocol/values';
import { textMap } from '../values';
import type { KubernetesObject } from '../world/kubernetes';

/** Keys that a provider's block says to ignore: regular expressions. */
export interface Ignored {
  labels: string[];
  annotations: string[];
}

export function metadataOf(state: Fields): Fields {
  return elements(state.metadata)[0] ?? {};
}

/** The block `metadata` as the provider reads it; keys that are not its own are left out unless the state has them. */
export function readMetadata(object: KubernetesObject, state: Fields, ignored: Ignored): Fields {
  const declared = metadataOf(state);
  return {
    generate_name: declared.generate_name ?? null,
    generation: object.generation,
    name: object.name,
    namespace: object.namespace,
    resource_version: object.resourceVersion,
    uid: object.uid,
    labels: own(object.labels, textMap(declared.labels), ignored.labels),
    annotations: own(object.annotations, textMap(declared.annotations), ignored.annotations),
  };
}

/** Changes of labels or annotations are a patch: keys that neither plan nor state names stay. */
export function patched(current: Record<string, string>, prior: Fields, planned: Fields, name: string) {
  const [before, after] = [textMap(prior[name]), textMap(planned[name])];
  const rest = Object.entries(current).filter(([key]) => !(key in before));
  return { ...Object.fromEntries(rest), ...after };
}

/** What is wrong in the block, before any plan. */
export function checkMetadata(config: Fields, isNamespace: boolean): string[] {
  const metadata = metadataOf(config);
  const name = metadata.name === null ? 'x' : textAt(metadata, 'name');
  const allowed = isNamespace ? /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/ : /^[a-z0-9:]([-a-z0-9.:]{0,251}[a-z0-9])?$/;
  const keys = [...Object.keys(textMap(metadata.labels)), ...Object.keys(textMap(metadata.annotations))];
  const values = Object.entries(textMap(metadata.labels)).filter(
    ([, it]) => typeof it === 'string' && !LABEL_VALUE.test(it),
  );
  return [
    ...(typeof metadata.name === 'string' && !allowed.test(name) ? [`metadata.0.name: Invalid value: "${name}"`] : []),
    ...keys
      .filter((it) => !KEY.test(it))
      .map((it) => `metadata.0.labels ("${it}") name part must consist of alphanumeric characters`),
    ...values.map(([key, it]) => `metadata.0.labels ("${key}": "${it}") a valid label must be 63 characters or less`),
  ];
}

const KEY = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

function own(stored: Record<string, string>, declared: Record<string, string>, ignored: string[]): Fields | null {
  const kept = Object.entries(stored).filter(
    ([key]) => key in declared || !(isInternal(key) || ignored.some((it) => new RegExp(it).test(key))),
  );
  return Object.fromEntries(kept);
}

/** Keys of Kubernetes' own, as the provider tells them. */
function isInternal(key: string): boolean {
  const host = key.split('/')[0] ?? '';
  if (host === 'app.kubernetes.io' || host === 'service.beta.kubernetes.io') return false;
  return host.endsWith('kubernetes.io') || key.includes('deprecated.daemonset.template.generation');
}
