import { join } from 'node:path';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import type { KubernetesCluster } from '@lke-platform/stand-ins/world/kubernetes';
import type { AuditLog } from '../../../operations/audit/place';
import { Outbox } from '../../../operations/audit/outbox';
import { recorder } from '../../../operations/audit/record';
import { newestEvents } from '../../../operations/audit/query';
import type { OutputFolder } from '../../../operations/deploy/output-folder';
import { orphansOf } from '../../../operations/deploy/orphans-of';
import { removeOrphans } from '../../../operations/orphans/remove-orphans';
import { orphanReport } from '../../../operations/orphans/report';
import { makeAtLinode } from '../../support/make-at-linode';
import { memoryLedger } from '../../support/memory-ledger';
import { temporaryFolder } from '../../support/temporary-folder';

const BUCKETS = { state: 'acme-state', artifacts: 'acme-artifacts', ledger: 'acme-ledger', reports: 'acme-reports' };
const TAGS = { tags: ['acme'] };
const jane = { name: 'jane', provenBy: 'linode-profile' as const };

describe('the removal of orphans', () => {
  let s3: S3StandIn;
  let standIn: StandIn;
  let cluster: KubernetesCluster;
  let clusterId: number;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.longestPage = 1; // a store tells all in several pages
    standIn = await startStandIn({ objectStorage: s3.access(), kubernetesOnLoopback: true });
    clusterId = await makeAtLinode(standIn, '/lke/clusters', {
      label: 'acme',
      region: 'nl-ams',
      k8s_version: '1.34',
      ...TAGS,
      node_pools: [{ type: 'g6-standard-2', count: 1 }],
    });
    s3.createBucket(BUCKETS.state);
    const found = [...standIn.world.kubernetes.values()][0];
    if (!found) throw new Error('the cluster has no Kubernetes API');
    cluster = found;
    s3.bucket(BUCKETS.state).put('acme/cluster.tfstate', Buffer.from(JSON.stringify(clusterState())));
  });
  afterEach(async () => {
    standIn.stop();
    await s3.stop();
  });

  /** The state holds the cluster with its pool, and a VPC whose label tells the platform's. */
  const clusterState = () => {
    const pools = [...standIn.world.linode.pools.values()].map(({ id }) => ({ id }));
    const resource = (type: string, attributes: object) => ({
      mode: 'managed',
      type,
      name: 'it',
      instances: [{ attributes }],
    });
    return {
      version: 4,
      serial: 1,
      lineage: 'a',
      outputs: {
        cluster_id: { value: String(clusterId) },
        api_endpoint: { value: `${standIn.apiUrl}/kubernetes/${cluster.host}` },
        cluster_ca_certificate: { value: '' },
      },
      resources: [
        resource('linode_lke_cluster', { id: String(clusterId), label: 'acme', pool: pools }),
        resource('linode_vpc', { id: '1', label: 'acme-net' }),
      ],
    };
  };
  const place = () => ({
    output: {
      platform: 'acme',
      stacks: [],
      buckets: BUCKETS,
      endpoint: s3.endpoint,
      clusterLabel: 'acme',
      linodeApi: undefined,
      costBasis: undefined,
      path: '',
    } as OutputFolder,
    environment: {
      LINODE_URL: standIn.apiUrl,
      LINODE_TOKEN: standIn.token,
      AWS_ACCESS_KEY_ID: s3.account.access_key,
      AWS_SECRET_ACCESS_KEY: s3.account.secret_key,
    },
  });
  const orphans = async () => {
    const { orphans: found, notChecked } = await orphansOf(place());
    expect(notChecked).toEqual([]);
    return found;
  };
  /** What one of each kind leaves behind. */
  const makeOneOfEach = async () => {
    const at = (path: string, body: object) => makeAtLinode(standIn, path, body);
    const { linode } = standIn.world;
    await at(`/lke/clusters/${clusterId}/pools`, { type: 'g6-standard-2', count: 1, tags: ['environment-pool'] });
    await at('/lke/clusters', {
      label: 'twice',
      region: 'nl-ams',
      k8s_version: '1.34',
      ...TAGS,
      node_pools: [{ type: 'g6-standard-2', count: 1 }],
    });
    const rules = { inbound: [], outbound: [], inbound_policy: 'DROP', outbound_policy: 'ACCEPT' };
    await at('/networking/firewalls', { label: 'acme-nodes', rules, ...TAGS });
    await at('/domains', { domain: 'acme.example', type: 'master', soa_email: 'a@acme.example', ...TAGS });
    await at('/vpcs', { label: 'acme-net', region: 'nl-ams', subnets: [{ label: 'nodes', ipv4: '10.0.0.0/24' }] });
    await at('/object-storage/buckets', { label: 'acme-loki', region: 'nl-ams' });
    const bucket_access = [{ bucket_name: BUCKETS.ledger, region: 'nl-ams', permissions: 'read_write' }];
    await at('/object-storage/keys', { label: 'of-jane', bucket_access });
    const balancer = await at('/nodebalancers', { label: 'ccm-1', region: 'nl-ams' });
    const gone = { id: 999, label: 'acme', type: 'lkecluster' as const, url: '/v4/lke/clusters/999' };
    Object.assign(linode.nodeBalancers.get(balancer) ?? {}, { lke_cluster: gone });
    linode.volumes.set(70, { id: 70, label: 'pvc-1', region: 'nl-ams', size: 10, linode_id: null, tags: ['acme'] });
    cluster.put({ kind: 'namespace', namespace: null, name: 'env-qa', labels: { 'lke-platform.io/platform': 'acme' } });
  };

  it('removes one of each kind by the command that is printed, and writes each down', async () => {
    await makeOneOfEach();
    const memory = memoryLedger();
    const log = {
      platform: 'acme',
      ledger: memory.ledger,
      outbox: new Outbox(join(temporaryFolder(), 'o')),
    } as AuditLog;
    const audit = recorder(log, jane, 'after the incident');
    const printed = (await orphans()).map((it) => orphanReport(it, { allPlanned: true }).fix);
    const references = printed.flatMap((fix) => /npx lke-platform orphans --remove (\S+)$/.exec(fix)?.[1] ?? []);
    const types = references.map((it) => it.split(':')[0]);

    expect(types.sort()).toEqual([
      'kubernetes_namespace_v1',
      'linode_domain',
      'linode_firewall',
      'linode_lke_cluster',
      'linode_lke_node_pool',
      'linode_nodebalancer',
      'linode_object_storage_bucket',
      'linode_object_storage_key',
      'linode_volume',
      'linode_vpc',
      'linode_vpc_subnet',
    ]);
    const removals = await removeOrphans(references, { ...place(), approve: () => Promise.resolve(true), audit });
    expect(removals.map(({ status }) => status)).toEqual(references.map(() => 'removed'));
    expect(await orphans()).toEqual([]);
    const events = await newestEvents(memory.ledger, { kind: 'orphan-remove.done' }, 99);
    const removed = events.map(({ details }) => `${details.type as string}:${details.id as string}`);
    expect(removed.sort()).toEqual([...references].sort());
    expect(events[0]).toMatchObject({ chain: 'platform', actor: jane, why: 'after the incident' });
  });

  it('removes nothing while somebody holds a lock on one of the states', async () => {
    await makeAtLinode(standIn, '/domains', { domain: 'a.example', type: 'master', soa_email: 'a@a.example', ...TAGS });
    const [zone] = await orphans();
    const lock = { ID: 'ab', Who: 'jane@laptop', Created: '2026-11-29T05:00:00Z', Operation: 'OperationTypeApply' };
    s3.bucket(BUCKETS.state).put('acme/cluster.tfstate.tflock', Buffer.from(JSON.stringify(lock)));
    const approve = jest.fn(() => Promise.resolve(true));

    const refused = removeOrphans([`linode_domain:${zone?.id}`], { ...place(), approve });
    await expect(refused).rejects.toThrow(/jane@laptop.*is not in the state yet/);
    expect(approve).not.toHaveBeenCalled();
    expect((await orphans()).length).toBe(1);
  });

  it('keeps what is declined, and writes nothing of it', async () => {
    await makeAtLinode(standIn, '/domains', {
      domain: 'acme.example',
      type: 'master',
      soa_email: 'a@acme.example',
      ...TAGS,
    });
    const [zone] = await orphans();
    const memory = memoryLedger();
    const audit = recorder(
      { ledger: memory.ledger, outbox: new Outbox(temporaryFolder()) } as AuditLog,
      jane,
      undefined,
    );
    const approve = () => Promise.resolve(false);

    const removals = await removeOrphans([`linode_domain:${zone?.id}`], { ...place(), approve, audit });
    expect(removals).toMatchObject([{ status: 'declined' }]);
    expect([(await orphans()).length, memory.objects.size]).toEqual([1, 0]);
  });
});
