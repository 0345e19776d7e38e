import type { StackId } from '../../../../model/naming';
import type { Difference } from '../../../../model/rules/drift/difference';
import { SENSITIVE } from '../../../plan-review/masked-lines';
import { addedFields } from './added-fields';
import { addedToPods } from './added-to-pods';
import { deletionOf } from './being-deleted';
import { byOf } from './by-of';
import { fieldOwners } from './field-owners';
import { maskedTree } from './masked-tree';
import { pinnedDifferences, type PinnedDifference } from './pinned-differences';
import type { PlacedObject } from './placed-object';
import { isOfControllers } from './written-by-controllers';

/** An object of a release, and how it is told. */
export interface ComparedObject {
  readonly stack: StackId;
  /** Address of the release in its stack. */
  readonly address: string;
  /** As helm calls it, `namespace/name`. */
  readonly release: string;
  readonly object: PlacedObject;
  /** Whether an autoscaler sets its replicas. */
  readonly isScaled: boolean;
}

/** Terraform's type of a release, followed by the kind of an object of it. */
const kindOf = ({ kind }: PlacedObject) => `helm_release/${kind}`;

/** What of an object is not compared: its books, and what controllers write. */
const NOT_COMPARED: readonly string[] = ['apiVersion', 'kind', 'status'];
const METADATA: readonly string[] = ['labels', 'annotations'];
/** Those that nobody but controllers adds to. */
const BOOKS: readonly string[] = [...METADATA, 'finalizers', 'ownerReferences'];

/** Where an object that is there differs from what the manifest of its release says of it. */
export function objectDifferences(compared: ComparedObject, live: unknown): Difference[] {
  const { stack, address, release, object } = compared;
  const base = {
    stack,
    release,
    address: `${address}/${object.kind}/${object.place}`,
    kind: kindOf(object),
    origin: 'kubernetes' as const,
  };
  if (live === undefined) {
    return mayBeGone(object) ? [] : [{ ...base, path: [], action: 'removed', before: object.place }];
  }
  const deletion = deletionOf(live);
  if (deletion) return [{ ...base, path: [], action: 'removed', before: object.place, after: deletion }];
  return differencesOf(object, live)
    .filter((difference) => !isOfTheServer(difference, compared))
    .map(({ path, action, before, after }) => ({
      ...base,
      path,
      action,
      ...(before !== undefined && { before: shown(object, path, before) }),
      ...(after !== undefined && { after: shown(object, path, after) }),
      ...byOf(live, path),
    }));
}

/** What is not as the manifest says, and what somebody added that it does not mention. */
function differencesOf(object: PlacedObject, live: unknown): PinnedDifference[] {
  const pinned = comparable(object);
  const owners = fieldOwners(live);
  const added = [...addedToPods(pinned, live), ...addedFields(pinned, comparedOf(live), owners)];
  const unforeseen = added.filter(({ path }) => !isOfControllers(path, object, owners));
  const all = [...pinnedDifferences(pinned, live), ...unforeseen];
  const isBelow = (path: PinnedDifference['path'], other: PinnedDifference['path']) =>
    other.length <= path.length && other.every((part, index) => path[index] === part);
  return all.filter(({ path }, place) => !all.slice(0, place).some((other) => isBelow(path, other.path)));
}

/** What of an object is looked at: what it says, and of its books those that say something to others. */
function comparedOf(live: unknown): Readonly<Record<string, unknown>> {
  const { metadata, ...rest } = live as { readonly metadata: Readonly<Record<string, unknown>> };
  const kept = Object.entries(rest).filter(([name]) => !NOT_COMPARED.includes(name));
  const books = Object.entries(metadata).filter(([name]) => BOOKS.includes(name));
  return { ...Object.fromEntries(kept), metadata: Object.fromEntries(books) };
}

/** Jobs that are done are cleared away. */
const mayBeGone = ({ kind }: PlacedObject) => kind === 'Job';

function comparable({ kind, content }: PlacedObject): Record<string, unknown> {
  const { metadata, ...rest } = content as { readonly metadata: Readonly<Record<string, unknown>> };
  const kept = Object.entries(rest).filter(([name]) => !NOT_COMPARED.includes(name));
  const own = Object.entries(metadata).filter(([name]) => METADATA.includes(name));
  const object = { ...Object.fromEntries(kept), metadata: Object.fromEntries(own) };
  return kind === 'Secret' ? withStringData(object) : object;
}

/** The API server takes texts in `stringData` and keeps them in `data`, in base64. */
function withStringData({ stringData, data, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const texts = Object.entries((stringData ?? {}) as Record<string, string>);
  const coded = texts.map(([name, text]) => [name, Buffer.from(text).toString('base64')]);
  const merged = { ...(data ?? {}), ...(Object.fromEntries(coded) as object) };
  const stripped = Object.entries(merged).map(([name, value]) => [name, String(value).replace(/\s/g, '')]);
  return { ...rest, data: Object.fromEntries(stripped) as object };
}

/** What controllers of the cluster write where a manifest says something else. */
function isOfTheServer({ path, before, after }: PinnedDifference, { object, isScaled }: ComparedObject): boolean {
  const [first, second] = path;
  if (isScaled && first === 'spec' && second === 'replicas') return true;
  // The roles that it gathers are written into it.
  if (first === 'rules' && 'aggregationRule' in object.content) return true;
  // A Job of kube-prometheus-stack makes its own webhooks strict when it has given them a certificate.
  const isWebhook = object.kind.endsWith('WebhookConfiguration');
  return isWebhook && path.at(-1) === 'failurePolicy' && before === 'Ignore' && after === 'Fail';
}

function shown({ kind }: PlacedObject, path: PinnedDifference['path'], value: unknown): unknown {
  if (kind === 'Secret' && path[0] === 'data') return SENSITIVE;
  // The value of an environment variable stands below its name.
  const name = path.at(-1) === 'value' ? path.at(-2) : path.at(-1);
  return maskedTree(value, String(name ?? ''));
}
