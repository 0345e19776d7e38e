import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOVED } from '../../stacks/moved';
import { expectAddresses, resourceAddresses } from '../support/addresses';
import { dataOf, exampleData, examplePlatform, platformOf, STANDARD } from '../support/platforms';
import { synthesize, synthesizeStack } from '../support/synthesize';

const FOLDER = join(__dirname, 'addresses');
const { stacks } = synthesize(platformOf(dataOf('platform.yaml')));
const example = synthesize(examplePlatform()).stacks;

const fileOf = (stack: string) => join(FOLDER, `${stack}.txt`);
const committed = (stack: string) => readFileSync(fileOf(stack), 'utf8').trim().split('\n');
const addressesIn = (stack: string) => resourceAddresses(example[stack]!);
const failure = (stack: string, actual: readonly string[]) => {
  try {
    expectAddresses(stack, actual, addressesIn(stack));
  } catch (error) {
    return (error as Error).message;
  }
  return 'no failure';
};

// `npm run addresses` sets this; an update of snapshots does not touch the lists.
if (process.env.WRITE_ADDRESSES) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  for (const [stack, json] of Object.entries(stacks)) {
    writeFileSync(fileOf(stack), `${resourceAddresses(json).join('\n')}\n`);
  }
}

describe('the resource addresses of platform.yaml', () => {
  it.each(Object.entries(stacks))('are in stack %s those of the committed list', (stack, json) => {
    expectAddresses(stack, resourceAddresses(json), committed(stack));
  });

  it('are listed for these stacks and no other', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(
      Object.keys(stacks)
        .map((stack) => `${stack}.txt`)
        .sort(),
    );
  });

  it('name each instance of a resource by its key', () => {
    expect(addressesIn('production')).toEqual(
      expect.arrayContaining(['linode_lke_node_pool.pool["general"]', 'linode_lke_node_pool.pool["memory"]']),
    );
  });

  it('carry no hash', () => {
    const all = Object.keys(stacks).flatMap(committed);

    expect(all.filter((address) => /_[0-9A-F]{8}\b/.test(address))).toEqual([]);
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
      If it was a rename, keep what is there: add to \`development\` in stacks/moved.ts
          { from: 'linode_lke_node_pool.pool["general"]', to: 'linode_lke_node_pool.pool["workers"]' },
      which becomes
          moved {
            from = linode_lke_node_pool.pool["general"]
            to   = linode_lke_node_pool.pool["workers"]
          }
      If all of that is meant, run \`npm run addresses\` and commit the list with the change."
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
      expect(message).toContain(
        `from = ${type}.namespace_policy_${name}\n      to   = ${type}.namespace_rule_${name}\n`,
      );
    }
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
    const json = { ...example.development, resource: { linode_lke_node_pool: { pool } } } as (typeof stacks)[string];

    expect(() => resourceAddresses(json)).toThrow('linode_lke_node_pool.pool is no literal map');
  });
});
