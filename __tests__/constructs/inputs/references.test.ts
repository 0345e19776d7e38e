import { Testing, TerraformLocal } from 'cdktf';
import { each, referencesTo } from '../../../constructs/inputs/references';
import { list, map, number, object, optional, required, text } from '../../../constructs/inputs/types';

const pool = object({
  type: required(text(), 'Type.'),
  nodeCount: optional(number(), 'Nodes.'),
  tags: optional(list(text()), 'Tags.', []),
  labels: optional(map(text()), 'Labels.', {}),
  taints: optional(list(object({ key: required(text(), 'Key.') })), 'Taints.', []),
});

const written = (value: unknown) =>
  JSON.parse(Testing.synthScope((scope) => void new TerraformLocal(scope, 'it', value))) as {
    readonly locals: { readonly it: unknown };
  };

describe('references to the fields of an object', () => {
  it('have the names of Terraform, whatever their type', () => {
    expect(written(referencesTo(pool, 'pool.value')).locals.it).toEqual({
      type: '${pool.value.type}',
      nodeCount: '${pool.value.node_count}',
      tags: '${pool.value.tags}',
      labels: '${pool.value.labels}',
      taints: '${pool.value.taints}',
    });
  });

  it('are those of the entry of for_each', () => {
    expect(each(pool).type).toBe('${each.value.type}');
  });

  it('exist for the fields of the table alone, each with its type', () => {
    const { type, nodeCount, tags }: { type: string; nodeCount: number | undefined; tags: string[] } = each(pool);

    expect([typeof type, typeof nodeCount, Array.isArray(tags)]).toEqual(['string', 'number', true]);
    // @ts-expect-error -- a field that the table does not have
    expect(each(pool).node_count).toBeUndefined();
  });
});
