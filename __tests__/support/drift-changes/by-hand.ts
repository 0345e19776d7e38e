import type { KubernetesObject } from '@lke-platform/stand-ins/world/kubernetes';
import type { Severity } from '../../../model/rules/drift/finding';
import type { Workplace } from '../workplace';

/** A change that somebody makes behind the engine's back, and what a platform engineer would call it. */
export interface ChangeByHand {
  readonly what: string;
  readonly make: (platform: PlatformByHand) => unknown;
  /** Address and path of the finding, or what happened to the whole of it. */
  readonly found: string;
  readonly severity: Severity;
}

/** Namespace of the objects that are changed. */
export const PRODUCTION = 'env-production';

/** What somebody reaches who has the account and the cluster, but not the repository. */
export class PlatformByHand {
  constructor(private readonly workplace: Workplace) {}

  get account() {
    return this.workplace.standIn.world.linode;
  }
  get cluster() {
    return only(this.account.clusters);
  }
  get firewall() {
    return only(this.account.firewalls);
  }
  get zone() {
    return only(this.account.domains);
  }
  get kubernetes() {
    return only(this.workplace.standIn.world.kubernetes);
  }
  pool = (label: string) => [...this.account.pools.values()].find((it) => it.label === label)!;
  bucket = (label: string) => [...this.account.buckets.values()].find((it) => it.label === label)!;
  store = (label: string) => this.workplace.s3.bucket(label);
  release = (name: string) => [...this.kubernetes.releases.values()].find((it) => it.name === name)!;
  object = (kind: string, name: string, namespace: string | null = PRODUCTION) =>
    this.kubernetes.get(kind, name, namespace)!;
  at = (path: string, body: object) => this.workplace.api('POST', path, body);
}

const only = <T>(objects: ReadonlyMap<unknown, T>) => [...objects.values()][0]!;

/** Edits the text of an object, as `kubectl edit` does. */
export function edit(object: KubernetesObject, from: RegExp, to: string): void {
  const text = JSON.stringify(object.fields);
  if (!from.test(text)) throw new Error(`${object.kind} ${object.name} has no ${from.source}: ${text}`);
  object.fields = JSON.parse(text.replace(from, to)) as KubernetesObject['fields'];
}
