import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { type StandIn, startStandIn } from '@lke-platform/stand-ins/start';
import type { StackId } from '../../model/naming';
import type { SynthesizedStack } from '../../operations/deploy/output-folder';
import { type OutsidePlace, readOutside } from '../../operations/drift/outside/read-outside';
import { makeAtLinode } from './make-at-linode';

export const BUCKETS = {
  state: 'acme-state',
  artifacts: 'acme-artifacts',
  ledger: 'acme-ledger',
  reports: 'acme-reports',
};
export const ALL: readonly StackId[] = ['state', 'cluster', 'production'];

/** A resource, as a state has it. */
export const resource = (type: string, name: string, attributes: object) => {
  return { mode: 'managed', type, name, instances: [{ attributes }] };
};

/** A platform with a cluster, a pool of production, a zone and its buckets at Linode, and the states of it. */
export class OutsidePlatform {
  private constructor(
    readonly s3: S3StandIn,
    readonly standIn: StandIn,
    readonly clusterId: number,
    readonly poolId: number,
    readonly zoneId: number,
  ) {}

  static async start(): Promise<OutsidePlatform> {
    const s3 = await S3StandIn.start();
    const standIn = await startStandIn({ objectStorage: s3.access(), kubernetesOnLoopback: true });
    const make = (path: string, body: object) => makeAtLinode(standIn, path, body);
    const node_pools = [{ type: 'g6-standard-2', count: 1 }];
    const cluster = { label: 'acme', region: 'nl-ams', k8s_version: '1.34', tags: ['acme'], node_pools };
    const clusterId = await make('/lke/clusters', cluster);
    const poolId = await make(`/lke/clusters/${clusterId}/pools`, {
      type: 'g6-standard-2',
      count: 3,
      tags: ['environment-pool'],
      label: 'production-web',
      autoscaler: { enabled: true, min: 3, max: 6 },
    });
    const zone = { domain: 'acme.example', type: 'master', soa_email: 'a@acme.example', tags: ['acme'] };
    const zoneId = await make('/domains', zone);
    for (const label of Object.values(BUCKETS)) await make('/object-storage/buckets', { label, region: 'nl-ams' });
    const platform = new OutsidePlatform(s3, standIn, clusterId, poolId, zoneId);
    platform.keepStates();
    return platform;
  }

  async stop(): Promise<void> {
    this.standIn.stop();
    await this.s3.stop();
  }

  /** Makes something by hand. */
  at(path: string, body: object): Promise<number> {
    return makeAtLinode(this.standIn, path, body);
  }

  /** @param more resources of the stack `cluster` */
  keepStates(more: readonly object[] = []): void {
    const { clusterId, poolId, zoneId, standIn } = this;
    const [kubernetes] = standIn.world.kubernetes.values();
    const [inline] = standIn.world.linode.poolsOf(clusterId);
    const put = (stack: StackId, resources: object[], outputs: object = {}) => {
      const state = { version: 4, serial: 1, lineage: 'a', outputs, resources };
      this.s3.bucket(BUCKETS.state).put(`acme/${stack}.tfstate`, Buffer.from(JSON.stringify(state)));
    };
    const bucket = ([name, label]: [string, string]) =>
      resource('linode_object_storage_bucket', name, { label, region: 'nl-ams' });
    put('state', Object.entries(BUCKETS).map(bucket));
    put(
      'cluster',
      [
        resource('linode_lke_cluster', 'cluster', { id: String(clusterId), label: 'acme', pool: [{ id: inline?.id }] }),
        resource('linode_domain', 'zone', { id: String(zoneId), domain: 'acme.example' }),
        ...more,
      ],
      {
        cluster_id: { value: String(clusterId) },
        api_endpoint: { value: `${standIn.apiUrl}/kubernetes/${kubernetes?.host}` },
        cluster_ca_certificate: { value: '' },
      },
    );
    const pool = {
      id: String(poolId),
      cluster_id: clusterId,
      label: 'production-web',
      autoscaler: [{ min: 3, max: 6 }],
    };
    put('production', [resource('linode_lke_node_pool', 'pool', pool)]);
  }

  place(variables: Record<string, string> = {}): OutsidePlace {
    const { s3, standIn } = this;
    const stacks = ALL.map((id) => {
      return {
        id,
        backend: { bucket: BUCKETS.state, key: `acme/${id}.tfstate`, endpoint: s3.endpoint },
      } as SynthesizedStack;
    });
    return {
      output: {
        platform: 'acme',
        stacks,
        buckets: BUCKETS,
        clusterLabel: 'acme',
        linodeApi: undefined,
      },
      environment: {
        LINODE_URL: standIn.apiUrl,
        LINODE_TOKEN: standIn.token,
        AWS_ACCESS_KEY_ID: s3.account.access_key,
        AWS_SECRET_ACCESS_KEY: s3.account.secret_key,
        ...variables,
      },
      timeoutMs: 20_000,
    };
  }

  read(stacks: readonly StackId[] = ALL) {
    return readOutside(this.place(), stacks);
  }

  /** What differs, a line each, where all can be read. */
  async found(): Promise<string[]> {
    const { differences, unread } = await this.read();
    expect(unread).toEqual([]);
    return differences.map(({ stack, kind, path, action }) => [stack, kind, path.join('.'), action].join(' ')).sort();
  }
}
