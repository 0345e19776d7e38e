import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeModules } from '../../../publish/modules/write';
import { MODULE_SOURCES } from '../../support/module-sources';
import { temporaryFolder } from '../../support/temporary-folder';

const ROOT = resolve(__dirname, '../../..');
const BY_HAND = ['examples/complete/main.tf', 'examples/basic/outputs.tf', 'tests/defaults.tftest.hcl', 'CHANGELOG.md'];

describe('npm run modules', () => {
  const root = temporaryFolder();
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  for (const path of MODULE_SOURCES) cpSync(join(ROOT, path), join(root, path), { recursive: true });

  it('writes what the constructs give, and removes what they no longer give', () => {
    const main = read('modules/network/main.tf');
    writeFileSync(join(root, 'modules/network/main.tf'), '# by hand\n');
    writeFileSync(join(root, 'modules/network/moved.tf'), '# of a former release\n');

    expect(writeModules(root)).toContain('modules/network/main.tf');
    expect(read('modules/network/main.tf')).toBe(main);
    expect(existsSync(join(root, 'modules/network/moved.tf'))).toBe(false);
  });

  it.each(BY_HAND)('leaves %s as it is', (file) => {
    const path = `modules/network/${file}`;
    appendFileSync(join(root, path), '# by hand\n');
    const before = read(path);
    writeModules(root);

    expect(read(path)).toBe(before);
  });

  it('shows the basic example in the README', () => {
    const path = 'modules/network/examples/basic/main.tf';
    writeFileSync(join(root, path), read(path).replace('shop.example.com', 'other.example.com'));
    writeModules(root);

    expect(read('modules/network/README.md')).toContain('other.example.com');
  });
});
