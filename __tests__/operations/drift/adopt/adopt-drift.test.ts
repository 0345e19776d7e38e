import { parse } from 'yaml';
import type { Difference } from '../../../../model/rules/drift/difference';
import { judge, NO_POLICY } from '../../../../model/rules/drift/judge';
import { adoptDrift } from '../../../../operations/drift/adopt/adopt-drift';
import type { Described } from '../../../../operations/drift/adopt/live';
import { difference } from '../../../support/drift';
import { MINIMAL, platformOf } from '../../../support/platforms';

const POOL = 'linode_lke_node_pool';
const general: Partial<Difference> = { stack: 'production', kind: POOL, address: `${POOL}.pool["general"]` };
const cluster: Partial<Difference> = {
  stack: 'cluster',
  kind: 'linode_lke_cluster',
  address: 'linode_lke_cluster.cluster',
};
const firewall: Partial<Difference> = { stack: 'cluster', address: 'linode_firewall.network_firewall["this"]' };

/** What is at Linode, by the place in the file. */
const LIVE: Readonly<Record<string, unknown>> = {
  'cluster.kubernetesVersion': '1.35',
  'cluster.controlPlaneAcl': { ipv4: ['203.0.113.0/24', '192.0.2.0/24'] },
  'environments.production.nodePools.general.count': 3,
  'environments.production.nodePools.general.maxCount': 5,
  'environments.system.nodePools.system.count': 4,
};
const described: Described = {
  valueAt: (place) => LIVE[place.map((part) => (typeof part === 'string' ? part : part.pool)).join('.')],
  leftOut: [{ what: 'the firewall acme-fw (17)', reason: 'rule set 4 is a reference', consequence: 'it stays' }],
};
const adopt = (...found: Partial<Difference>[]) => {
  const findings = judge(found.map(difference), NO_POLICY, '2026-11-28');
  const file = { name: 'platform.yaml', text: MINIMAL };
  const { text, ...rest } = adoptDrift({ findings, described, platform: platformOf(MINIMAL), file, environment: {} });
  return { ...rest, data: parse(text) as { cluster: object; environments: Record<string, object> }, text };
};

describe('drift that the platform file is to say', () => {
  it('is written where the file says it, in the words of the file', () => {
    const { data, adopted, left, problems } = adopt(
      { ...cluster, path: ['k8s_version'] },
      { ...cluster, path: ['control_plane', 0, 'acl', 0, 'addresses', 0, 'ipv4'] },
      { ...general, path: ['autoscaler'], action: 'changed' },
      { ...cluster, path: ['pool', 0, 'count'] },
      {
        stack: 'production',
        kind: 'kubernetes_resource_quota_v1',
        address: 'kubernetes_resource_quota_v1.namespace_quota',
        path: ['spec', 0, 'hard', 'requests.cpu'],
        after: '15',
      },
    );

    expect({ left, problems: problems.filter(({ severity }) => severity === 'error') }).toEqual({
      left: [],
      problems: [],
    });
    expect(data.cluster).toMatchObject({
      kubernetesVersion: '1.35',
      controlPlaneAcl: { ipv4: ['203.0.113.0/24', '192.0.2.0/24'] },
    });
    expect(data.environments).toMatchObject({
      system: { nodePools: [{ name: 'system', count: 4 }] },
      production: { nodePools: [{ name: 'general', count: 3, maxCount: 5 }], quota: { cpu: 15 } },
    });
    expect(adopted.map(({ place }) => place)).toContain(
      'environments.production.nodePools.general.count, environments.production.nodePools.general.maxCount',
    );
  });

  it.each<[string, Partial<Difference>, RegExp]>([
    ['tags', { ...general, path: ['tags'] }, /no field for it/],
    ['a namespace', { kind: 'kubernetes_namespace_v1', path: ['metadata', 0, 'labels', 'a'] }, /no field for it/],
    ['something that nobody declared', { path: [], action: 'added' }, /remove it by hand, or describe it/],
    [
      'something that is gone',
      { ...general, path: [], action: 'removed' },
      /take it out of platform.yaml, or put it back/,
    ],
    [
      'a firewall with a rule that the file has no words for',
      { ...firewall, path: ['inbound', 1] },
      /cannot describe the firewall as it is: rule set 4/,
    ],
  ])('is named as not to be said: %s', (_, about, because) => {
    const { text, left, adopted } = adopt(about);

    expect({ text, adopted }).toEqual({ text: MINIMAL, adopted: [] });
    expect(left).toEqual([expect.objectContaining({ because: expect.stringMatching(because) as string })]);
  });

  it('is not written where the file would then break a rule, which is named', () => {
    const { problems } = adopt({
      stack: 'production',
      kind: 'kubernetes_resource_quota_v1',
      address: 'kubernetes_resource_quota_v1.namespace_quota',
      path: ['spec', 0, 'hard', 'requests.cpu'],
      after: '90',
    });

    expect(problems).toContainEqual(expect.objectContaining({ rule: 'quota-fits-pools', severity: 'error' }));
  });
});
