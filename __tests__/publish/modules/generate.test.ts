import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MODULES } from '../../../publish/modules/all';
import { GENERATED_FILES, generateModules } from '../../../publish/modules/generate';
import { MODULE_NAMES } from '../../../model/entities/terraform-module';
import { engineCommand } from '@lke-platform/stand-ins/testing/engine-command';
import { engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';

const root = resolve(__dirname, '../../..');
const files = generateModules(root);

describe('the modules', () => {
  it('are those of the data model', () => {
    expect(MODULES.map(({ name }) => name).sort()).toEqual([...MODULE_NAMES].sort());
  });

  it.each(Object.keys(files))('%s is what the constructs give; otherwise run: npm run modules', (file) => {
    expect(readFileSync(join(root, file), 'utf8')).toBe(files[file]);
  });

  it('have no generated file that is no longer wanted', () => {
    const possible = MODULES.flatMap(({ name }) => GENERATED_FILES.map((file) => `modules/${name}/${file}`));

    expect(possible.filter((file) => existsSync(join(root, file)) && !(file in files))).toEqual([]);
  });

  it.each(MODULES.map(({ name }) => name))('%s has its examples and tests beside it', (name) => {
    for (const file of ['examples/basic/main.tf', 'examples/complete/main.tf', 'CHANGELOG.md']) {
      expect({ file, exists: existsSync(join(root, 'modules', name, file)) }).toEqual({ file, exists: true });
    }
  });

  it.each(MODULES)('$name has no credential among its outputs', ({ outputs }) => {
    expect(Object.keys(outputs).filter((key) => /kubeconfig|token|password|secret|privateKey/i.test(key))).toEqual([]);
  });

  it.each(MODULES)('$name explains only addresses it has', (definition) => {
    const { resources } = JSON.parse(files[`modules/${definition.name}/interface.json`] ?? '') as {
      resources: string[];
    };

    const addresses = resources.map((address) => address.replace(/\[.*/, ''));

    expect(Object.keys(definition.comments).filter((address) => !addresses.includes(address))).toEqual([]);
  });
});

engineSuite('the modules, to the engine', () => {
  it('are formatted as its fmt leaves them', () => {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1' };
    const options = ['fmt', '-check', '-recursive', '-list=true', 'modules'];

    expect(execFileSync(engineCommand(), options, { cwd: root, env }).toString()).toBe('');
  });
});
