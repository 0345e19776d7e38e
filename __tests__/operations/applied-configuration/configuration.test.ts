import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import {
  pack,
  readConfiguration,
  textOf,
  unpack,
  writeConfiguration,
} from '../../../operations/applied-configuration/configuration';

const SYSTEM = 'stacks/system';
const OUTPUT: Readonly<Record<string, string>> = {
  'kube-credential.js': 'the bundle',
  [`${SYSTEM}/cdk.tf.json`]: '{"provider":"../../kube-credential.js"}',
  [`${SYSTEM}/.terraform.lock.hcl`]: 'provider "x" {}',
  [`${SYSTEM}/more.tf`]: 'locals {}',
  [`${SYSTEM}/assets/fence/templates/a.yaml`]: 'kind: A',
  'stacks/state/cdk.tf.json': '{}',
};
/** What holds secrets, or belongs to a run. */
const LEFT_OUT = ['errored.tfstate', 'terraform.tfstate', 'secrets.auto.tfvars', 'taken-over.tf.json', 'a.tfplan'];

describe('the configuration of a stack', () => {
  let output: string;
  const write = (path: string, text: string) => {
    mkdirSync(join(output, path, '..'), { recursive: true });
    writeFileSync(join(output, path), text);
  };
  beforeEach(() => {
    output = mkdtempSync(join(tmpdir(), 'configuration-'));
    for (const [path, text] of Object.entries(OUTPUT)) write(path, text);
    for (const name of LEFT_OUT) write(`${SYSTEM}/${name}`, 'a secret');
    write(`${SYSTEM}/.terraform/modules/x.tf`, 'of the engine');
  });
  afterEach(() => {
    rmSync(output, { recursive: true });
  });

  const of = (stack: string, plan?: string) => readConfiguration({ output, folder: join(output, stack), plan });

  it('is root module, lock file, local charts and the bundle that it calls, and nothing with a secret', () => {
    expect([...of(SYSTEM).files.keys()]).toEqual(
      Object.keys(OUTPUT)
        .filter((path) => !path.startsWith('stacks/state'))
        .sort(),
    );
  });

  it('is the same one where a lock file has no provider, which a saved plan always has', () => {
    const { hash } = of('stacks/state');
    write('stacks/state/.terraform.lock.hcl', '# This file is maintained automatically by "terraform init".\n');

    expect(of('stacks/state').hash).toBe(hash);
    write('stacks/state/.terraform.lock.hcl', 'provider "x" {}');
    expect(of('stacks/state').hash).not.toBe(hash);
  });

  it('has no bundle where the stack calls none', () => {
    expect([...of('stacks/state').files.keys()]).toEqual(['stacks/state/cdk.tf.json']);
  });

  it('has root module and lock file of the plan that is applied, whatever was synthesized since', () => {
    const planned = '{"provider":"../../kube-credential.js","planned":true}';
    const plan = join(output, 'plan');
    writeFileSync(
      plan,
      zipSync({
        'tfconfig/m-/cdk.tf.json': strToU8(planned),
        '.terraform.lock.hcl': strToU8('provider "old" {}'),
        tfstate: strToU8('s'),
      }),
    );
    const { files } = of(SYSTEM, plan);

    expect(textOf({ files, hash: '' }, `${SYSTEM}/cdk.tf.json`)).toBe(planned);
    expect(textOf({ files, hash: '' }, `${SYSTEM}/.terraform.lock.hcl`)).toBe('provider "old" {}');
    expect([...files.keys()]).toContain(`${SYSTEM}/assets/fence/templates/a.yaml`);
    expect([...files.keys()]).not.toContain(`${SYSTEM}/tfstate`);
  });

  it.each(['kube-credential.js', `${SYSTEM}/cdk.tf.json`, `${SYSTEM}/assets/fence/templates/a.yaml`])(
    'has another hash when %s changes',
    (path) => {
      const before = of(SYSTEM).hash;
      write(path, `${OUTPUT[path]} `);

      expect(of(SYSTEM).hash).not.toBe(before);
    },
  );

  it('is the same after it was packed, with the same bytes each time', () => {
    const configuration = of(SYSTEM);

    expect(unpack(pack(configuration))).toEqual(configuration);
    expect(pack(of(SYSTEM))).toEqual(pack(configuration));
  });

  it('is written as it was in the output folder', () => {
    const folder = join(output, 'again');
    writeConfiguration(of(SYSTEM), folder);

    expect(readFileSync(join(folder, `${SYSTEM}/assets/fence/templates/a.yaml`), 'utf8')).toBe('kind: A');
    expect(readConfiguration({ output: folder, folder: join(folder, SYSTEM) }).hash).toBe(of(SYSTEM).hash);
  });

  it.each(['../outside', 'stacks/../../outside', '/outside'])('is not written to %s', (path) => {
    const folder = join(output, 'again');

    expect(() => {
      writeConfiguration(
        {
          files: new Map([
            ['a', strToU8('a')],
            [path, strToU8('x')],
          ]),
          hash: '',
        },
        folder,
      );
    }).toThrow(`${path} leads out of the configuration`);
    expect(() => readFileSync(join(folder, 'a'))).toThrow('ENOENT');
  });
});
