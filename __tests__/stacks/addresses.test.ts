import { parse } from 'yaml';
import { MOVED } from '../../stacks/moved';
import { expectAddresses, resourceAddresses } from '../support/addresses';
import { exampleData, examplePlatform, platformOf, STANDARD } from '../support/platforms';
import { synthesize, synthesizeStack } from '../support/synthesize';

const example = synthesize(examplePlatform()).stacks;

const addressesIn = (stack: string) => resourceAddresses(example[stack]!);
const failure = (stack: string, actual: readonly string[]) => {
  try {
    expectAddresses(stack, actual, addressesIn(stack));
  } catch (error) {
    return (error as Error).message;
  }
  return 'no failure';
};

describe('the resource addresses of a stack', () => {
  it('name each instance of a resource by its key', () => {
    expect(addressesIn('production')).toEqual(
      expect.arrayContaining(['linode_lke_node_pool.pool["general"]', 'linode_lke_node_pool.pool["memory"]']),
    );
  });
});

describe('a changed address', () => {
  const data = exampleData() as { environments: Record<string, { nodePools: Record<string, unknown>[] }> };

  it('of a renamed pool fails with the moved block to add', () => {
    const { development } = data.environments;
    const renamed = {
      ...data,
      environments: {
        ...data.environments,
        development: { ...development, nodePools: [{ ...development?.nodePools[0], name: 'workers' }] },
      },
    };

    const message = failure('development', resourceAddresses(synthesizeStack(platformOf(renamed), 'development')));

    expect(message).toMatchInlineSnapshot(`
      "The addresses of stack development changed. Terraform destroys what has lost its address, and makes what has a new one.
        - linode_lke_node_pool.pool["general"]
        + linode_lke_node_pool.pool["workers"]
      If it was a rename, keep what is there: write in platform.yaml
          moved:
            - { stack: development, from: 'linode_lke_node_pool.pool["general"]', to: 'linode_lke_node_pool.pool["workers"]' }
      or, for a change of the constructs, in stacks/moved.ts.
      If all of that is meant, run \`npm run snapshots\` and commit the list with the change."
    `);
  });

  it('is told without a moved block where nothing of its type came instead', () => {
    const kept = addressesIn('production').filter((address) => address !== 'linode_lke_node_pool.pool["memory"]');

    const message = failure('production', [...kept, 'terraform_data.new']);

    expect(message).toContain('  - linode_lke_node_pool.pool["memory"]\n  + terraform_data.new\n');
    expect(message).not.toContain('moved');
  });

  it('pairs several renamed resources of a type by likeness', () => {
    const renamed = addressesIn('staging').map((address) => address.replace('namespace_policy_', 'namespace_rule_'));

    const message = failure('staging', renamed);

    for (const name of ['default_deny', 'allow_dns', 'allow_monitoring', 'allow_same_namespace']) {
      const type = 'kubernetes_network_policy_v1';
      expect(message).toContain(`from: '${type}.namespace_policy_${name}', to: '${type}.namespace_rule_${name}' }`);
    }
  });

  it('becomes a moved block by the entry in platform.yaml that was printed', () => {
    const { development } = data.environments;
    const renamed = {
      ...data,
      environments: {
        ...data.environments,
        development: { ...development, nodePools: [{ ...development?.nodePools[0], name: 'workers' }] },
      },
    };
    const actual = resourceAddresses(synthesizeStack(platformOf(renamed), 'development'));
    const [, printed = ''] = /platform\.yaml\n([^]*)\nor, for/.exec(failure('development', actual)) ?? [];

    const json = synthesizeStack(platformOf({ ...renamed, ...(parse(printed) as object) }), 'development');

    expect(json).toHaveProperty('moved', [
      { from: 'linode_lke_node_pool.pool["general"]', to: 'linode_lke_node_pool.pool["workers"]' },
    ]);
  });

  it('becomes a moved block by its entry in stacks/moved.ts', () => {
    const move = { from: 'linode_lke_node_pool.pool["general"]', to: 'linode_lke_node_pool.pool["workers"]' };
    Object.assign(MOVED, { production: [move] });

    const json = synthesizeStack(platformOf(STANDARD), 'production');
    Object.assign(MOVED, { production: undefined });

    expect(json).toHaveProperty('moved', [move]);
  });

  it('cannot hide behind an expression', () => {
    const pool = { for_each: '${var.pools}' };
    const json = { ...example.development, resource: { linode_lke_node_pool: { pool } } } as (typeof example)[string];

    expect(() => resourceAddresses(json)).toThrow('linode_lke_node_pool.pool is not a literal map');
  });
});
