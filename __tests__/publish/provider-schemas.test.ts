import * as fs from 'node:fs';
import * as path from 'node:path';
import { trim, type Schema, type Selection } from '../../packages/provider-linode/scripts/schema';
import { examplePlatform } from '../support/platforms';
import { synthesize } from '../support/synthesize';

const linode = path.resolve(__dirname, '../../packages/provider-linode');
const folder = path.resolve(__dirname, '../../publish/provider-schemas');
const files = {
  linode: { selection: path.join(linode, 'selection.json'), schema: path.join(linode, 'schema/linode.json') },
  kubernetes: {
    selection: path.join(folder, 'kubernetes.selection.json'),
    schema: path.join(folder, 'kubernetes.json'),
  },
  helm: { selection: path.join(folder, 'helm.selection.json'), schema: path.join(folder, 'helm.json') },
};

function read<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as T;
}

describe.each(Object.entries(files))('the schema of %s that this repository keeps', (name, file) => {
  it('holds exactly what is selected', () => {
    const schema = read<Schema>(file.schema);

    expect(schema).toEqual(trim(schema, read<Selection>(file.selection), file));
  });

  it('is of the version that the stacks ask for', () => {
    const { system } = synthesize(examplePlatform()).stacks;

    expect(system?.terraform.required_providers[name]?.version).toBe(read<Selection>(file.selection).version);
  });
});
