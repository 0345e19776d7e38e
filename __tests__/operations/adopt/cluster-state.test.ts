import { clusterState } from '../../../operations/adopt/cluster-state';
import { platformOf, STANDARD } from '../../support/platforms';

const stateOf = (engine: 'Terraform' | 'OpenTofu', sources: object = {}) =>
  clusterState(platformOf({ ...STANDARD, sources }), '10', engine, 'a-lineage');

describe('the first state of an adopted cluster', () => {
  it('knows its id and the tags of the pools outside, without which the provider would see them all', () => {
    expect(stateOf('Terraform')).toMatchObject({
      version: 4,
      serial: 1,
      lineage: 'a-lineage',
      resources: [
        {
          type: 'linode_lke_cluster',
          name: 'cluster',
          provider: 'provider["registry.terraform.io/linode/linode"]',
          instances: [{ attributes: { id: '10', external_pool_tags: ['environment-pool'] } }],
        },
      ],
    });
  });

  it('names the provider as each engine finds it', () => {
    expect(stateOf('OpenTofu')).toMatchObject({
      resources: [{ provider: 'provider["registry.opentofu.org/linode/linode"]' }],
    });
    expect(stateOf('OpenTofu', { providers: { linode: 'mirror.example/linode/linode' } })).toMatchObject({
      resources: [{ provider: 'provider["mirror.example/linode/linode"]' }],
    });
  });
});
