import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPUTED } from '../../../../model/rules/reversibility/computed';
import { isComputed, REVERSIBILITY_RULES, ruleFor, UNKNOWN_CHANGE } from '../../../../model/rules/reversibility/find';
import { PLANNED_ACTIONS } from '../../../../model/rules/reversibility/rule';
import { pagesOf, sourcesOf } from '../../../../model/source-pages';

const ROOT = join(__dirname, '../../../..');

interface Attribute {
  readonly computed?: boolean;
  readonly optional?: boolean;
  readonly nested_type?: { readonly attributes: Readonly<Record<string, Attribute>> };
}
interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}
interface Schemas {
  readonly provider_schemas: Readonly<
    Record<string, { readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>> }>
  >;
}

const SCHEMA_FILES = [
  'packages/provider-linode/schema/linode.json',
  'publish/provider-schemas/kubernetes.json',
  'publish/provider-schemas/helm.json',
];
const SCHEMAS: ReadonlyMap<string, Block> = new Map(
  SCHEMA_FILES.flatMap((file) => {
    const { provider_schemas: providers } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Schemas;
    return Object.values(providers).flatMap(({ resource_schemas: schemas }) =>
      Object.entries(schemas).map(([type, { block }]) => [type, block] as const),
    );
  }),
);

/** Paths of all attributes of a resource, and whether somebody can set them. */
function attributesOf(
  { attributes = {}, block_types: blocks = {} }: Block,
  prefix = '',
): [string, { settable: boolean }][] {
  return [
    ...Object.entries(attributes).map(
      ([name, { computed = false, optional = false }]): [string, { settable: boolean }] => [
        prefix + name,
        { settable: !computed || optional },
      ],
    ),
    ...Object.entries(blocks).flatMap(([name, { block }]) => attributesOf(block, `${prefix}${name}.`)),
  ];
}

/** Whether a path, or what is below it, is in a schema. */
const isIn = (type: string, path: string) =>
  attributesOf(SCHEMAS.get(type) ?? {}).some(([it]) => it === path || it.startsWith(`${path}.`));

/** Another value of these makes the resource anew, so that they are never changed in place. */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  linode_domain: ['type'],
  linode_domain_record: ['domain_id', 'record_type'],
  linode_firewall_device: ['entity_id', 'entity_type', 'firewall_id'],
  linode_lke_cluster: ['apl_enabled', 'region', 'tier'],
  linode_lke_node_pool: ['cluster_id', 'disk_encryption', 'type'],
  linode_lock: ['entity_id', 'entity_type', 'lock_type'],
  linode_nodebalancer: ['firewall_id', 'region', 'vpcs'],
  linode_object_storage_bucket: ['cluster', 'endpoint_type', 'label', 'region', 's3_endpoint'],
  linode_object_storage_key: ['bucket_access'],
  linode_token: ['expiry', 'scopes'],
  linode_vpc: ['ipv6', 'region'],
  linode_vpc_subnet: ['ipv4', 'ipv6', 'vpc_id'],
  kubernetes_annotations: ['api_version', 'kind', 'metadata'],
  kubernetes_labels: ['api_version', 'kind', 'metadata'],
  kubernetes_secret_v1: ['type'],
};
/** The same of every object of Kubernetes, by the names that a type has. */
const REPLACING_OBJECTS = ['metadata.name', 'metadata.namespace', 'metadata.generate_name', 'role_ref'];

const isReplacing = (type: string, path: string) =>
  [...(REPLACING[type] ?? []), ...(type.startsWith('kubernetes_') ? REPLACING_OBJECTS : [])].some(
    (it) => path === it || path.startsWith(`${it}.`),
  );

describe('what is known of taking back', () => {
  it('has an id, types and paths that the schemas of the providers have', () => {
    const wrong = REVERSIBILITY_RULES.flatMap(({ id, types, paths = [] }) =>
      types
        .filter((type) => type !== 'terraform_data')
        .flatMap((type) => [
          ...(SCHEMAS.has(type) ? [] : [`${id}: ${type}`]),
          ...paths.filter((path) => !isIn(type, path)).map((path) => `${id}: ${type}.${path}`),
        ]),
    );
    const ids = REVERSIBILITY_RULES.map(({ id }) => id);

    expect(wrong).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each([...SCHEMAS.keys()])(
    'of %s is something of every action, and of every attribute that somebody can set',
    (type) => {
      const actions = PLANNED_ACTIONS.filter((action) => action !== 'update' && !ruleFor({ type, action }));
      const attributes = attributesOf(SCHEMAS.get(type)!)
        .filter(([path, { settable }]) => settable && path !== 'id' && !isReplacing(type, path))
        .filter(
          ([path]) =>
            !ruleFor({ type, action: 'update', path }) &&
            !ruleFor({ type, action: 'update', path, directions: ['added', 'switched-on'] }),
        );

      expect({ actions, attributes: attributes.map(([path]) => path) }).toEqual({ actions: [], attributes: [] });
    },
  );

  it('takes what the provider computes for what follows, and nothing that somebody can set', () => {
    const wrong = Object.entries(COMPUTED)
      .filter(([type]) => type !== 'terraform_data')
      .flatMap(([type, paths]) =>
        paths.filter((path) => {
          const found = attributesOf(SCHEMAS.get(type) ?? {}).find(([it]) => it === path);
          return !found || found[1].settable;
        }),
      );

    expect(wrong).toEqual([]);
    expect([isComputed('linode_lke_node_pool', 'nodes'), isComputed('linode_lke_node_pool', 'node_count')]).toEqual([
      true,
      false,
    ]);
  });

  it('names public sources, or headings of this repository', () => {
    const sources = [UNKNOWN_CHANGE, ...REVERSIBILITY_RULES].flatMap(({ source }) => sourcesOf(source));

    expect([...new Set(sources.filter(({ page }) => page === undefined).map(({ text }) => text))]).toEqual([]);
    expect(pagesOf('Terraform, moved block')).toHaveLength(1);
  });

  it('is nothing of an attribute, an action or a type that no rule has: that is never reversible', () => {
    expect(ruleFor({ type: 'linode_lke_cluster', action: 'update', path: 'brand_new' })).toBeUndefined();
    expect(ruleFor({ type: 'linode_volume', action: 'create' })).toBeUndefined();
    expect(UNKNOWN_CHANGE.reversibility).toBe('irreversible');
  });

  it.each([
    ['linode_lke_cluster', 'control_plane.high_availability', ['switched-on'], 'irreversible'],
    ['linode_lke_cluster', 'k8s_version', [], 'irreversible'],
    ['linode_lke_cluster', 'control_plane.acl.addresses.ipv4', ['added'], 'reversible'],
    ['linode_lke_cluster', 'control_plane.acl.enabled', ['switched-on'], 'needs-restore'],
    ['linode_lke_cluster', 'pool', ['added'], 'reversible'],
    ['linode_lke_cluster', 'pool', ['removed'], 'needs-restore'],
    ['linode_lke_cluster', 'pool', [], undefined],
    ['linode_lke_node_pool', 'node_count', ['lowered'], 'needs-restore'],
    ['linode_lke_node_pool', 'node_count', [], 'needs-restore'],
    ['linode_lke_node_pool', 'autoscaler.max', [], 'reversible'],
    ['linode_lke_cluster', 'pool.count', [], 'needs-restore'],
    ['linode_object_storage_bucket', 'versioning', ['removed'], 'needs-restore'],
    ['linode_lke_node_pool', 'k8s_version', [], 'irreversible'],
    ['linode_lke_node_pool', 'firewall_id', ['added'], 'irreversible'],
    ['linode_firewall', 'inbound.ipv4', [], 'reversible'],
    ['linode_firewall', 'nodebalancers', ['removed'], 'needs-restore'],
    ['linode_object_storage_bucket', 'versioning', ['switched-on'], 'irreversible'],
    ['kubernetes_resource_quota_v1', 'spec.hard.requests.cpu', [], 'reversible'],
    ['helm_release', 'values', [], 'needs-restore'],
  ] as const)('an update of %s.%s (%j) is %s', (type, path, directions, expected) => {
    expect(ruleFor({ type, action: 'update', path, directions })?.reversibility).toBe(expected);
  });
});
