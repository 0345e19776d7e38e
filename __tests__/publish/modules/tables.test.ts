import { list, map, number, object, oneOf, optional, required, text } from '../../../constructs/inputs/types';
import { nodeCount } from '../../../model/limits';
import type { ModuleDefinition } from '../../../publish/modules/definition';
import { inputsTable, outputsTable } from '../../../publish/modules/tables';

const pool = object({
  size: required(number(nodeCount), 'Number of nodes.'),
  mode: optional(oneOf(['a', 'b']), 'Either | or.', 'a'),
});

const definition = {
  inputs: {
    names: optional(list(text()), 'Names.', []),
    workerPools: optional(map(pool), 'Pools by name.', {}),
    place: optional(object({ region: required(text(), 'Region.') }), 'Where it is; null for anywhere.'),
  },
  outputs: { poolIds: { description: 'Ids.' }, token: { description: 'A token.', sensitive: true } },
} as unknown as ModuleDefinition;

describe('the tables of a module', () => {
  it('have each input with the fields below it, what it takes and what it is by default', () => {
    expect(inputsTable(definition).split('\n')).toEqual([
      '| Name | Description | Type | Default |',
      '| --- | --- | --- | --- |',
      '| `names` | Names. | `list(string)` | `[]` |',
      '| `worker_pools` | Pools by name. | `map(object)` | `{}` |',
      '| `worker_pools[*].size` | Number of nodes. Allowed: a whole number of nodes from 1 to 500. | `number` | **required** |',
      '| `worker_pools[*].mode` | Either \\| or. Allowed: one of a, b. | `string` | `"a"` |',
      '| `place` | Where it is; null for anywhere. | `object` | `null` |',
      '| `place.region` | Region. | `string` | **required** |',
    ]);
  });

  it('have each output, and say which ones Terraform hides', () => {
    expect(outputsTable(definition).split('\n').slice(2)).toEqual([
      '| `pool_ids` | Ids. |',
      '| `token` | A token. Sensitive. |',
    ]);
  });
});
