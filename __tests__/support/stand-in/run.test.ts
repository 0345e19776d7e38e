import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const PRINT = 'process.stdout.write(JSON.stringify(Object.keys(JSON.parse(process.env.TF_REATTACH_PROVIDERS))))';

describe('npm run stand-in', () => {
  it('starts the stand-in for one command, which finds it in its environment', () => {
    const printed = execFileSync(process.execPath, [resolve(__dirname, 'run.js'), process.execPath, '-e', PRINT]);

    expect(JSON.parse(printed.toString())).toContain('registry.terraform.io/linode/linode');
  });
});
