import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engine } from '../../../../operations/doctor/checks/engine';
import { find } from '../../../support/surroundings';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('the check of the engine', () => {
  const folder = temporaryFolder();
  function engineThatSays(version: string): string {
    const command = join(folder, 'engine');
    writeFileSync(command, `#!/bin/sh\necho '${version}'\n`, { mode: 0o755 });
    return command;
  }

  it('names the engine and its version', async () => {
    const command = engineThatSays('OpenTofu v1.10.6');

    expect(await find(engine, { variables: { TERRAFORM_BINARY_NAME: command } })).toEqual({
      status: 'ok',
      found: `OpenTofu 1.10.6 (${command})`,
    });
  });

  it('fails on an engine that knows no locks', async () => {
    const command = engineThatSays('Terraform v1.9.8');

    expect(await find(engine, { variables: { TERRAFORM_BINARY_NAME: command } })).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('Terraform 1.9.8') as string,
      fix: expect.stringContaining('Install') as string,
    });
  });

  it('fails without one', async () => {
    expect(await find(engine, { variables: { PATH: folder } })).toMatchObject({
      status: 'fail',
      found: 'neither terraform nor tofu is on PATH',
      fix: expect.stringContaining('Install Terraform or OpenTofu 1.10') as string,
    });
  });
});
