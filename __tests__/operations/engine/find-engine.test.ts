import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEngine } from '../../../operations/engine/find-engine';
import { temporaryFolder } from '../../support/temporary-folder';

describe('the engine of a machine', () => {
  /** A folder for PATH with programs that print these versions. */
  const path = (programs: Record<string, string>) => {
    const folder = temporaryFolder();
    for (const [name, version] of Object.entries(programs)) {
      writeFileSync(join(folder, name), `#!/bin/sh\n[ "$1" = version ] && echo '${version}'\n`);
      chmodSync(join(folder, name), 0o755);
    }
    return `${folder}:/bin`;
  };

  it('is terraform, if it is new enough', async () => {
    const PATH = path({ terraform: 'Terraform v1.10.0\non linux_amd64', tofu: 'OpenTofu v1.10.6' });

    await expect(findEngine({ PATH })).resolves.toEqual({ command: 'terraform', name: 'Terraform', version: '1.10.0' });
  });

  it('is tofu, if terraform is missing or too old', async () => {
    const tofu = { command: 'tofu', name: 'OpenTofu', version: '1.10.6' };

    await expect(findEngine({ PATH: path({ tofu: 'OpenTofu v1.10.6' }) })).resolves.toEqual(tofu);
    const both = path({ terraform: 'Terraform v1.5.7', tofu: 'OpenTofu v1.10.6' });
    await expect(findEngine({ PATH: both })).resolves.toEqual(tofu);
  });

  it('is the one that TERRAFORM_BINARY_NAME names, and no other', async () => {
    const PATH = path({ terraform: 'Terraform v1.12.0', mine: 'OpenTofu v1.11.0' });

    await expect(findEngine({ PATH, TERRAFORM_BINARY_NAME: 'mine' })).resolves.toMatchObject({ command: 'mine' });
    await expect(findEngine({ PATH, TERRAFORM_BINARY_NAME: 'ls' })).rejects.toThrow(
      'TERRAFORM_BINARY_NAME is ls, which is not an engine',
    );
  });

  it('is missing where there is none, or none that is new enough', async () => {
    await expect(findEngine({ PATH: path({}) })).rejects.toThrow('neither terraform nor tofu is on PATH');
    await expect(findEngine({ PATH: path({ terraform: 'Terraform v1.9.8' }) })).rejects.toThrow(
      'terraform is Terraform 1.9.8; this needs Terraform or OpenTofu 1.10.0 or newer',
    );
  });
});
