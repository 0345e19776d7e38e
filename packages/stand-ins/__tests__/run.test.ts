import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const PRINT = 'process.stdout.write(JSON.stringify(Object.keys(JSON.parse(process.env.TF_REATTACH_PROVIDERS))))';

describe('npm run stand-in', () => {
  it('starts the stand-in for one command, which finds it in its environment', () => {
    const printed = execFileSync(process.execPath, [
      resolve(__dirname, '../run.js'),
      '--no-lab',
      process.execPath,
      '-e',
      PRINT,
    ]);

    expect(JSON.parse(printed.toString())).toContain('registry.terraform.io/linode/linode');
  });

  it('has an object storage and a home for what bootstrap writes, so that everything works from nothing', () => {
    const names = ['LKE_PLATFORM_OBJECT_STORAGE', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME'];
    const print = `console.log(${JSON.stringify(names)}.map((name) => process.env[name]).join())`;
    const printed = execFileSync(process.execPath, [
      resolve(__dirname, '../run.js'),
      '--no-lab',
      process.execPath,
      '-e',
      print,
    ]);
    const [endpoint, ...homes] = printed.toString().trim().split(',');

    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const home of homes) expect(existsSync(dirname(home))).toBe(false); // gone with it
  });
});
