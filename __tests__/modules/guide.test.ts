import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readVersions, repositoryUrl, sourceOf } from '../../publish/modules/source';
import { ENGINE_TIMEOUT_MS, engineSuite } from '../support/engine-suite';
import { ModuleWorkplace } from '../support/module-workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const ROOT = resolve(__dirname, '../..');
const guide = readFileSync(join(ROOT, 'docs/guides/modules.md'), 'utf8');
const source = sourceOf(repositoryUrl(ROOT), 'lke-cluster', readVersions(ROOT)['lke-cluster']);

/** The block of the guide that follows a line. */
const blockAfter = (line: string) => guide.split(`\n${line}\n\n\`\`\`hcl\n`)[1]?.split('```')[0] ?? '';

const PROVIDERS = `
terraform {
  required_providers {
    linode = {
      source = "linode/linode"
    }
  }
}
`;

engineSuite('resources of one’s own', () => {
  it('become those of the module without being touched, as the guide says', async () => {
    const workplace = await ModuleWorkplace.open();
    mkdirSync(workplace.at('root'));
    const write = (block: string) => {
      writeFileSync(workplace.at('root/main.tf'), PROVIDERS + block.replace(source, '../modules/lke-cluster'));
    };

    write(blockAfter('Before:'));
    expect(await workplace.report('root', 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
    write(blockAfter('After:'));
    await workplace.run('root', 'init');
    const planned = await workplace.report('root', 'plan');

    expect(planned).toMatchObject({ code: 0, errors: [] });
    expect(planned.actions).toEqual({
      'module.cluster.linode_lke_cluster.this': 'move',
      'module.cluster.linode_lke_node_pool.pool["web"]': 'move',
      'module.cluster.terraform_data.vpc': 'create',
    });
  });
});
