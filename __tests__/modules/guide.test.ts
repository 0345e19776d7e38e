import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ModuleName } from '../../model/entities/terraform-module';
import { readVersions, repositoryUrl, sourceOf } from '../../publish/modules/source';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { ModuleWorkplace } from '../support/module-workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const ROOT = resolve(__dirname, '../..');
const guide = readFileSync(join(ROOT, 'docs/guides/modules.md'), 'utf8');
const sourceOfModule = (name: ModuleName) => sourceOf(repositoryUrl(ROOT), name, readVersions(ROOT)[name]);
const source = sourceOfModule('lke-cluster');

/** What stands before each block that this test reads. */
const MARK = '<!-- run: __tests__/modules/guide.test.ts -->\n\n';

/** The block of the guide that follows a line. */
const blockAfter = (line: string) => guide.split(`\n${line}\n\n${MARK}\`\`\`hcl\n`)[1]?.split('```')[0] ?? '';

/** The first block in HCL after a text. */
const hclAfter = (text: string) => guide.split(text)[1]?.split('```hcl\n')[1]?.split('```')[0] ?? '';

const PROVIDERS = `
terraform {
  required_providers {
    linode = {
      source = "linode/linode"
    }
  }
}
`;

engineSuite('a configuration beside that of the cluster', () => {
  it('finds the cluster by its id, and installs what runs in it', async () => {
    const workplace = await ModuleWorkplace.open();
    const write = (folder: string, text: string) => {
      mkdirSync(workplace.at(folder));
      writeFileSync(workplace.at(`${folder}/main.tf`), text);
    };
    const cluster = blockAfter('After:').replace(source, '../modules/lke-cluster').split('\nmoved {')[0] ?? '';
    const output = blockAfter(
      'The examples of `observability` and `secrets-bootstrap` take a kubeconfig file. A configuration that is to find the cluster by itself asks Linode for it. The one with the cluster names its id:',
    );
    const inside = blockAfter(
      'The other one, in a folder of its own, takes it (`terraform apply -var cluster_id=<id>`):',
    ).replace(sourceOfModule('secrets-bootstrap'), '../modules/secrets-bootstrap');

    write('cluster', `${PROVIDERS}${cluster}${output}`);
    await workplace.run('cluster', 'init');
    expect(await workplace.report('cluster', 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
    const { output: id } = await workplace.run('cluster', 'output', '-raw', 'cluster_id');
    // As printed: what a configuration needs of its own is part of the block.
    write('inside', inside);
    await workplace.run('inside', 'init');

    expect(await workplace.report('inside', 'apply', '-auto-approve', `-var=cluster_id=${id}`)).toMatchObject({
      code: 0,
      errors: [],
      actions: { 'module.secrets.helm_release.sealed_secrets': 'create' },
    });
  });
});

engineSuite('a guard beside the call', () => {
  const CALL = PROVIDERS + blockAfter('After:').replace(source, '../modules/lke-cluster').split('\nmoved {')[0];
  const GUARD = blockAfter(
    'Terraform takes no variable for `prevent_destroy`, so a module cannot let its callers decide. A guard beside the call can:',
  );

  it('refuses to destroy or replace the cluster, and nothing else', async () => {
    const workplace = await ModuleWorkplace.open();
    mkdirSync(workplace.at('root'));
    const write = (text: string) => {
      writeFileSync(workplace.at('root/main.tf'), text);
    };
    const refused = { code: 1, errors: [expect.stringContaining('Instance cannot be destroyed')] };

    write(CALL + GUARD);
    await workplace.run('root', 'init');
    expect(await workplace.report('root', 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });

    expect(await workplace.report('root', 'plan', '-destroy')).toMatchObject(refused);
    write(CALL.replace('"nl-ams"', '"us-ord"') + GUARD);
    expect(await workplace.report('root', 'plan')).toMatchObject(refused);
    write(CALL.replace('node_count = 2', 'node_count = 3') + GUARD);
    expect(await workplace.report('root', 'plan')).toMatchObject({
      errors: [],
      actions: { 'module.cluster.linode_lke_node_pool.pool["web"]': 'update' },
    });
    write(CALL + GUARD.replace('true', 'false'));
    expect(await workplace.report('root', 'destroy', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
  });
});

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

engineSuite('a cluster with several pools inside', () => {
  it('loses none of them on its way into the module, as the guide says', async () => {
    const workplace = await ModuleWorkplace.open();
    mkdirSync(workplace.at('root'));
    const write = (block: string) => {
      writeFileSync(workplace.at('root/main.tf'), PROVIDERS + block.replace(source, '../modules/lke-cluster'));
    };
    const apply = (...options: string[]) => workplace.report('root', 'apply', '-auto-approve', ...options);
    const { clusters, pools } = workplace.world.linode;
    const first = hclAfter('**1. Let the cluster know the tag.**');

    write(first.replace(/\n {2}external_pool_tags = .*\n/, ''));
    expect(await apply()).toMatchObject({ code: 0, errors: [] });
    const before = [...pools.keys()];
    write(first);
    expect(await apply()).toMatchObject({ code: 0, errors: [] });

    const [, web, batch] = [...pools.values()];
    const [cluster = 0] = clusters.keys();
    const ids = [web, batch].map((pool) => `${cluster},${pool?.id ?? 0}`);
    const call = hclAfter('**3. Replace the resource by the call**')
      .replace('1001,1003', ids[0] ?? '')
      .replace('1001,1004', ids[1] ?? '')
      .replace('id = 1001', `id = ${cluster}`);
    write(call);
    await workplace.run('root', 'init');
    expect(await apply()).toMatchObject({ code: 1, errors: [expect.stringContaining('Give it to those that stay')] });
    expect([...pools.keys()]).toEqual(before);

    write(first);
    for (const pool of [web, batch]) pool?.tags.push('environment-pool');
    expect(await apply('-refresh-only')).toMatchObject({ code: 0, errors: [] });
    write(call);
    await workplace.run('root', 'init');
    expect(await apply()).toMatchObject({ code: 0, errors: [] });

    expect([...pools.keys()]).toEqual(before);
    expect(await workplace.report('root', 'plan', '-detailed-exitcode')).toMatchObject({ code: 0, actions: {} });
  });
});

engineSuite('a team that leaves', () => {
  const LEAVING = readFileSync(join(ROOT, 'docs/guides/modules-in-your-repository.md'), 'utf8');
  const block = (after: string) => LEAVING.split(after)[1]?.split('```hcl\n')[1]?.split('```')[0] ?? '';

  it.each([
    ['takes the resources along', () => blockAfter('Before:') + block('**To resources of your own.**')],
    ['leaves everything as it is', () => block('**To nobody**')],
  ])('%s, and destroys nothing', async (_, leave) => {
    const workplace = await ModuleWorkplace.open();
    mkdirSync(workplace.at('root'));
    const write = (text: string) => {
      writeFileSync(workplace.at('root/main.tf'), PROVIDERS + text.replace(source, '../modules/lke-cluster'));
    };
    write(blockAfter('After:').split('\nmoved {')[0] ?? '');
    await workplace.run('root', 'init');
    expect(await workplace.report('root', 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
    const { clusters, pools } = workplace.world.linode;
    const before = [...clusters.keys(), ...pools.keys()];

    write(leave());
    await workplace.run('root', 'init');
    expect(await workplace.report('root', 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });

    expect([...clusters.keys(), ...pools.keys()]).toEqual(before);
    expect(await workplace.report('root', 'plan', '-detailed-exitcode')).toMatchObject({ code: 0, actions: {} });
  });
});
