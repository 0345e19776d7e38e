import { pathInWords } from '../../../model/file/path-in-words';

const data = {
  environments: {
    production: { nodePools: [{ name: 'general' }, {}], domains: ['a.example'], labels: { team: 'shop' } },
  },
  observability: { alertRoutes: { NodeNotReady: {} } },
  network: { firewall: { inbound: [{ label: 'web' }] } },
  labels: [1],
};

describe('a path in words', () => {
  it.each([
    [[], 'the file'],
    [['apiVersion'], 'api version'],
    [['cluster', 'controlPlaneAcl', 'ipv4', 1], 'cluster, control plane acl, IPv4 network 2'],
    [
      ['environments', 'production', 'nodePools', 0, 'maxCount'],
      'environment production, node pool "general", max count',
    ],
    [['environments', 'production', 'nodePools', 1], 'environment production, node pool 2'],
    [['environments', 'production', 'nodePools'], 'environment production, node pools'],
    [['environments', 'production', 'domains', 0], 'environment production, domain 1'],
    [['environments', 'production', 'labels', 'team'], 'environment production, label team'],
    [['observability', 'alertRoutes', 'NodeNotReady', 'channel'], 'observability, alert route NodeNotReady, channel'],
    [['network', 'firewall', 'inbound', 0, 'ports'], 'network, firewall, inbound rule "web", ports'],
    [['unknownThings', 4], 'unknown things, unknown things 5'],
    [['constructor', 'toString'], 'constructor, to string'],
  ])('%j is %s', (path, words) => {
    expect(pathInWords(path, data)).toBe(words);
  });
});
