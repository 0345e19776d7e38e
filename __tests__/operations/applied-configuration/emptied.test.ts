import { strFromU8, strToU8 } from 'fflate';
import { configurationOf } from '../../../operations/applied-configuration/configuration';
import { emptied } from '../../../operations/applied-configuration/emptied';

const ROOT = 'stacks/staging/cdk.tf.json';
const root = {
  terraform: { backend: { s3: {} } },
  provider: { kubernetes: [{ host: '${data.terraform_remote_state.cluster.outputs.api_endpoint}' }] },
  data: { terraform_remote_state: { cluster: {} }, linode_lke_versions: { all: {} } },
  resource: { terraform_data: { it: {} } },
  output: { it: { value: '${terraform_data.it.id}' } },
  moved: [{ from: 'a.b', to: 'a.c' }],
};
const configuration = configurationOf([
  [ROOT, strToU8(JSON.stringify(root))],
  ['stacks/staging/.terraform.lock.hcl', strToU8('# locks')],
  ['stacks/staging/assets/chart/Chart.yaml', strToU8('name: chart')],
]);

describe('a configuration that nothing is left of', () => {
  it('has its backend and its providers, with what those read, and no resource', () => {
    const { files } = emptied(configuration);
    const { terraform, provider, data } = root;

    expect([...files.keys()]).toEqual(['stacks/staging/.terraform.lock.hcl', ROOT]);
    expect(JSON.parse(strFromU8(files.get(ROOT) ?? new Uint8Array()))).toEqual({
      ...{ terraform, provider, data: { terraform_remote_state: data.terraform_remote_state } },
    });
  });

  it('is the same one for the same configuration, and another than it', () => {
    expect(emptied(configuration).hash).toBe(emptied(configuration).hash);
    expect(emptied(configuration).hash).not.toBe(configuration.hash);
  });
});
