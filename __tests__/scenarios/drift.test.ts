import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { differencePath } from '../../model/rules/drift/difference';
import type { DriftReport } from '../../operations/drift/report';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const FOUND = 2;

standInSuite('changes behind the back of the engine', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await workplace.synth();
    await workplace.createBuckets();
    await expect(workplace.command('apply', '--yes', '--no-snapshot', '--no-audit')).resolves.toMatchObject({
      code: 0,
    });
  });
  afterAll(() => workplace.close());

  const account = () => workplace.standIn.world.linode;
  const only = <T>(objects: ReadonlyMap<unknown, T>) => [...objects.values()][0]!;
  const pool = (label: string) => [...account().pools.values()].find((it) => it.label === label)!;
  const kubernetes = () => only(workplace.standIn.world.kubernetes);
  const object = (kind: string, namespace: string) =>
    [...kubernetes().objects.values()].find((it) => it.kind === kind && it.namespace === namespace)!;

  function change(): void {
    const cluster = only(account().clusters);
    cluster.acl!.addresses.ipv4.push('0.0.0.0/0');
    cluster.tags = [...cluster.tags, 'by-hand'];
    const firewall = only(account().firewalls);
    firewall.rules.inbound_policy = 'ACCEPT';
    firewall.rules.inbound[0]!.addresses.ipv4 = ['0.0.0.0/0', '10.0.0.0/8'];
    firewall.rules.inbound.push({
      action: 'ACCEPT',
      label: 'by-hand',
      description: '',
      ports: '22',
      protocol: 'TCP',
      addresses: { ipv4: ['0.0.0.0/0'] },
    });
    firewall.tags = ['by-hand'];
    const zone = only(account().domains);
    zone.soa_email = 'mallory@example.com';
    zone.ttl_sec = 3600;
    const memory = pool('production-memory');
    memory.count = 2;
    memory.tags = memory.tags.filter((tag) => tag !== 'environment-pool');
    memory.taints = [];
    const general = pool('production-general');
    general.autoscaler = { ...general.autoscaler, max: 20 };
    general.labels = { ...general.labels, 'acme.example/by-hand': 'yes' };
    pool('development-general').count = 4;
    const namespace = kubernetes().get('namespace', 'env-production')!;
    namespace.labels['pod-security.kubernetes.io/enforce'] = 'privileged';
    namespace.labels['acme.example/by-hand'] = 'yes';
    namespace.annotations['acme.example/by-hand'] = 'yes';
    const quota = object('resource_quota', 'env-production');
    quota.fields = JSON.parse(
      JSON.stringify(quota.fields).replace(/"requests.cpu":"\d+"/, '"requests.cpu":"900"'),
    ) as typeof quota.fields;
    const release = [...kubernetes().releases.values()].find(({ name }) => name === 'loki')!;
    release.revision += 1;
    release.status = 'failed';
  }

  it('are found with the severity that a person would give them', async () => {
    change();
    const { code, stdout } = await workplace.command('drift', 'detect', '--json');
    const { result } = JSON.parse(stdout) as { result: { reports: DriftReport[] } };
    const found = new Map(
      result.reports
        .flatMap(({ findings }) => findings)
        .map(({ address, path, action, severity }) => [`${address} ${differencePath(path) || action}`, severity]),
    );
    expect(code).toBe(FOUND);
    expect(Object.fromEntries(found)).toEqual({
      'helm_release.observability_loki metadata.revision': 'minor',
      'helm_release.observability_loki status': 'major',
      'kubernetes_namespace_v1.namespace metadata[0].annotations.acme.example/by-hand': 'minor',
      'kubernetes_namespace_v1.namespace metadata[0].labels.acme.example/by-hand': 'minor',
      'kubernetes_namespace_v1.namespace metadata[0].labels.pod-security.kubernetes.io/enforce': 'major',
      'kubernetes_resource_quota_v1.namespace_quota spec[0].hard.requests.cpu': 'major',
      'linode_domain.network_zone["this"] soa_email': 'minor',
      'linode_domain.network_zone["this"] ttl_sec': 'minor',
      'linode_firewall.network_firewall["this"] inbound[0].ipv4': 'major',
      'linode_firewall.network_firewall["this"] inbound[1]': 'major',
      'linode_firewall.network_firewall["this"] inbound_policy': 'major',
      'linode_firewall.network_firewall["this"] tags': 'minor',
      'linode_lke_cluster.cluster control_plane[0].acl[0].addresses[0].ipv4': 'major',
      'linode_lke_cluster.cluster pool[1]': 'major',
      'linode_lke_cluster.cluster tags': 'minor',
      'linode_lke_node_pool.pool["general"] autoscaler[0].max': 'minor',
      'linode_lke_node_pool.pool["general"] labels.acme.example/by-hand': 'major',
      'linode_lke_node_pool.pool["memory"] node_count': 'major',
      'linode_lke_node_pool.pool["memory"] tags': 'major',
      'linode_lke_node_pool.pool["memory"] taint[0]': 'major',
      'linode_lke_node_pool.pool["memory"] taint[1]': 'major',
    });
  });
});
