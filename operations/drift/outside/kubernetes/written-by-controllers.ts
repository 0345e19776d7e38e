import { below, type FieldOwners, type Fields } from './field-owners';
import type { PlacedObject } from './placed-object';

/** What a program of the cluster writes into objects of releases, as it is meant to. */
interface Writing {
  /** The program, as it names itself to the API server. */
  readonly managers: RegExp;
  /** Kinds of objects. @default - all */
  readonly kinds?: RegExp;
  /** The path, its parts joined by blanks. */
  readonly path: RegExp;
}

const WRITINGS: readonly Writing[] = [
  // Marks of controllers and of what they clean up, whoever's write it was that made them change them.
  {
    managers: /^/,
    path: /^metadata annotations (deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation)$/,
  },
  {
    managers: /^kube-(controller-manager|scheduler)$|cloud-controller-manager|^csi-/,
    path: /^metadata (annotations \S*kubernetes\.io\/\S+|finalizers)$/,
  },
  {
    managers: /^kube-(controller-manager|scheduler)$|^csi-/,
    kinds: /^PersistentVolumeClaim$/,
    path: /^spec volumeName$/,
  },
  // The certificate by which the API server knows a webhook.
  {
    managers: /certgen|cainjector/,
    kinds: /^(Validating|Mutating)WebhookConfiguration$|^APIService$|^CustomResourceDefinition$/,
    path: / caBundle$|^spec caBundle$/,
  },
  // What Argo CD keeps in its own objects.
  { managers: /^argocd-/, kinds: /^(Application|ApplicationSet|AppProject)$/, path: /^(operation|metadata)( |$)/ },
  { managers: /^argocd-server$/, kinds: /^(Secret|ConfigMap)$/, path: /^data( |$)/ },
];

/** Whether a field was written by nobody but those who are meant to. */
export function isOfControllers(
  path: readonly (string | number)[],
  { kind }: Pick<PlacedObject, 'kind'>,
  { byOthers }: Pick<FieldOwners, 'byOthers'>,
): boolean {
  const text = path.join(' ');
  const writers = byOthers.filter(({ fields }) => hasWritten(fields, path));
  return (
    writers.length > 0 &&
    writers.every(({ manager }) =>
      WRITINGS.some((it) => it.managers.test(manager) && (it.kinds?.test(kind) ?? true) && it.path.test(text)),
    )
  );
}

function hasWritten(fields: Fields | undefined, [part, ...rest]: readonly (string | number)[]): boolean {
  if (!fields || part === undefined) return fields !== undefined;
  const named = below(fields, `f:${part}`);
  if (named) return hasWritten(named, rest);
  // An element of a list: which of them is of no account here.
  return Object.keys(fields).some((name) => name.startsWith('k:') && hasWritten(below(fields, name), rest));
}
