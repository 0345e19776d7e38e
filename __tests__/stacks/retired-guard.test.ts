import { platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { synthesize, type StackJson } from '../support/synthesize';

const { environments } = STANDARD;
const withProduction = (settings: object, more: object = {}): PlatformData => ({
  ...STANDARD,
  ...more,
  environments: { ...environments, production: { ...environments.production, ...settings } },
});
const productionOf = (data: PlatformData) => synthesize(platformOf(data)).stacks.production!;

/** `lifecycle` of each resource, by its address. */
const lifecycles = ({ resource = {} }: StackJson) =>
  Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => [`${type}.${name}`, body.lifecycle as object | undefined] as const),
  );
const withCondition = (json: StackJson) =>
  lifecycles(json).flatMap(([address, lifecycle]) => (lifecycle && 'precondition' in lifecycle ? [address] : []));

describe('the stack of a retired environment', () => {
  const retired = productionOf(withProduction({ retired: true }, { deletionLock: true }));

  it('is protected by nothing, and locks nothing', () => {
    const living = productionOf(withProduction({}, { deletionLock: true }));

    expect(JSON.stringify(living)).toContain('prevent_destroy');
    expect(living.resource).toHaveProperty('linode_lock');
    expect(JSON.stringify(retired)).not.toContain('prevent_destroy');
    expect(retired.resource).not.toHaveProperty('linode_lock');
  });

  it('has all that is in the state still, so that the engine can destroy it', () => {
    const addresses = lifecycles(productionOf(withProduction({}))).map(([address]) => address);

    expect(lifecycles(retired).map(([address]) => address)).toEqual(addresses);
  });

  it('makes the engine refuse to make its namespace and its nodes', () => {
    expect(retired.locals).toMatchObject({ retired: true });
    expect(withCondition(retired)).toEqual(['kubernetes_namespace_v1.namespace', 'linode_lke_node_pool.pool']);
    expect(withCondition(productionOf(withProduction({})))).toEqual([]);
  });
});

it('no policy of the others lets traffic in from it, and system stays protected while it is there', () => {
  const data = {
    ...withProduction({ retired: true }),
    environments: {
      system: { ...environments.system, networkPolicy: { allowFrom: ['production'] } },
      production: { ...environments.production, retired: true },
    },
  };
  const { system } = synthesize(platformOf(data)).stacks;

  expect(JSON.stringify(system?.resource?.kubernetes_network_policy_v1)).not.toContain('env-production');
  expect(JSON.stringify(system)).toContain('prevent_destroy');
});
