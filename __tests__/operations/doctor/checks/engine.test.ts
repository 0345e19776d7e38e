import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engine } from '../../../../operations/doctor/checks/engine';
import { find } from '../../../support/surroundings';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('the check of the engine', () => {
  const folder = temporaryFolder();
  function engineOf(name: string, script: string, mode = 0o755): string {
    const command = join(folder, name);
    writeFileSync(command, `#!/bin/sh\n${script}\n`, { mode });
    return command;
  }
  const engineThatSays = (version: string) => engineOf('engine', `echo '${version}'`);

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

  it.each([
    ['is not there', join(folder, 'none'), 'which is not an engine'],
    ['is another program', engineOf('another', "echo 'Vault v1.19.0'"), 'which is not an engine'],
    ['may not be run', engineOf('forbidden', "echo 'Terraform v1.11.4'", 0o644), 'which is not an engine'],
    ['fails', engineOf('failing', 'exit 1'), 'which is not an engine'],
    ['hangs', engineOf('hanging', 'exec sleep 60'), 'does not tell its version in 0.5 seconds'],
  ])('fails on one that %s, and says what to do', async (_, command, found) => {
    expect(await find(engine, { variables: { TERRAFORM_BINARY_NAME: command }, timeoutMs: 500 })).toEqual({
      status: 'fail',
      found: expect.stringContaining(found) as string,
      fix: expect.stringMatching(/Name |name another/) as string,
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
