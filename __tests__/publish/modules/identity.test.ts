import { REPLACING_ARGUMENTS, identityOf } from '../../../publish/modules/identity';
import { MODULES } from '../../../publish/modules/all';
import { synthesizeModule } from '../../../publish/modules/synthesize';

describe('what replaces a resource', () => {
  it.each(MODULES)('is known of every type in $name', (definition) => {
    const types = Object.keys(synthesizeModule(definition).resource);

    expect(types.filter((type) => !(type in REPLACING_ARGUMENTS))).toEqual([]);
  });

  it('is written as expressions, also of an argument within a block', () => {
    const resources = {
      kubernetes_namespace_v1: { namespace: { metadata: { name: '${var.namespace}' } } },
      helm_release: { loki: { name: 'loki', namespace: 'monitoring', version: '1.0.0' } },
      linode_firewall: { firewall: { label: 'shop' } },
    };

    expect(identityOf(resources)).toEqual({
      'kubernetes_namespace_v1.namespace': { 'metadata.name': 'var.namespace' },
      'helm_release.loki': { name: '"loki"', namespace: '"monitoring"' },
      'linode_firewall.firewall': {},
    });
  });

  it('has to be said of a new type', () => {
    expect(() => identityOf({ linode_volume: { data: {} } })).toThrow(/publish\/modules\/identity\.ts/);
  });
});
