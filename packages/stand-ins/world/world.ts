import { Records } from './records';
import { Faults } from './faults';
import { KubernetesCluster } from './kubernetes';
import { LinodeAccount } from './linode/account';
import type { ObjectStore } from './object-store';
import { RecordedStore } from './recorded-store';

export interface Request {
  method: string;
  path: string;
  body: unknown;
}

/** Everything that exists behind the stand-in; tests change it to make things drift, and let things go wrong in it. */
export class World {
  readonly linode = new LinodeAccount();
  /** Kubernetes clusters by the host of their API */
  readonly kubernetes = new Map<string, KubernetesCluster>();
  /** resources of types that the stand-in only records */
  readonly records = new Records();
  readonly faults = new Faults();
  /** what was asked of the Linode API, by anybody, the oldest first */
  readonly requests: Request[] = [];
  /** where a kubeconfig says that the API of a cluster is. @default `https://<host>:443`, as LKE has it */
  kubernetesServer: ((host: string) => string) | undefined;
  /** the address, with a port, of every endpoint of object storage. @default `<region>-1.linodeobjects.com` and its like */
  objectStorageHost: string | undefined;
  /** called with each cluster that is made. @default - nothing happens */
  onKubernetesCluster: ((cluster: KubernetesCluster) => void) | undefined;
  /** called after each request that may have changed nodes. @default - nothing happens */
  onNodes: (() => Promise<void>) | undefined;

  /** @param store where buckets are */
  constructor(readonly store: ObjectStore = new RecordedStore()) {}

  createKubernetesCluster(host: string): KubernetesCluster {
    const cluster = new KubernetesCluster(host);
    this.kubernetes.set(host, cluster);
    this.onKubernetesCluster?.(cluster);
    return cluster;
  }
}
