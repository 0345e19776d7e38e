import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MODULE_NAMES } from '../../model/entities/terraform-module';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { ModuleWorkplace } from '../support/module-workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const MODULES = resolve(__dirname, '../../modules');
const EXAMPLES = MODULE_NAMES.flatMap((name) =>
  readdirSync(join(MODULES, name, 'examples')).map((example) => `${name}/examples/${example}`),
);
const versionsIn = (file: string) =>
  Object.fromEntries(
    [...readFileSync(join(MODULES, file), 'utf8').matchAll(/source +?= "([^".]+)"\s+version = "\D*(\d+\.\d+)/g)].map(
      ([, source = '', version = '']) => [source, version],
    ),
  );

describe('the examples of the modules', () => {
  it.each(EXAMPLES)('%s asks for the providers that the module was tried with', (example) => {
    expect(versionsIn(`${example}/main.tf`)).toEqual(versionsIn(`${example.split('/')[0]}/versions.tf`));
  });
});

describe('an example', () => {
  it.each(EXAMPLES)('%s says what it is for', (example) => {
    expect(existsSync(join(MODULES, example, 'README.md'))).toBe(true);
  });
});

engineSuite('the examples of the modules', () => {
  it.each(EXAMPLES)('%s is valid, is applied, then stays as it is, then goes', async (example) => {
    const workplace = await ModuleWorkplace.open();
    const folder = `modules/${example}`;

    expect(await workplace.run(folder, 'init')).toMatchObject({ code: 0 });
    const validated = await workplace.run(folder, 'validate', '-json');
    expect(JSON.parse(validated.output)).toMatchObject({ valid: true, diagnostics: [] });
    expect(await workplace.report(folder, 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
    expect(await workplace.report(folder, 'plan', '-detailed-exitcode')).toMatchObject({ code: 0, actions: {} });
    expect(await workplace.report(folder, 'destroy', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
  });
});
