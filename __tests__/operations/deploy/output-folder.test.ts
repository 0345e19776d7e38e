import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { readOutputFolder } from '../../../operations/deploy/output-folder';
import { buildStacks } from '../../../stacks/build-stacks';
import { examplePlatform } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

describe('the output of a synth, as it is deployed', () => {
  const folder = temporaryFolder();
  const app = new App({ outdir: folder });
  buildStacks(app, examplePlatform());
  app.synth();
  const output = readOutputFolder(folder);
  const stack = (id: string) => output.stacks.find((other) => other.id === id);

  it('has the stacks in the order of application', () => {
    expect(output.stacks.map(({ id }) => id)).toEqual([
      'state',
      'cluster',
      'system',
      'development',
      'staging',
      'production',
    ]);
  });

  it('knows everything that has to be applied before a stack', () => {
    expect(stack('production')?.dependencies).toEqual(['state', 'cluster', 'system']);
  });

  it('knows where the states and the buckets are', () => {
    const endpoint = 'https://nl-ams-1.linodeobjects.com';
    const [state, artifacts, ledger] = ['state', 'artifacts', 'ledger'].map((bucket) => `acme-platform-${bucket}`);

    expect(output).toMatchObject({ platform: 'acme', endpoint, buckets: { state, artifacts, ledger } });
    expect(stack('production')?.backend).toEqual({ bucket: state, key: 'acme/production.tfstate', endpoint });
  });

  it('knows which outputs of which stack another one reads', () => {
    expect(stack('cluster')?.reads).toEqual([]);
    expect(stack('staging')?.reads).toEqual([
      { stack: 'cluster', outputs: expect.arrayContaining(['cluster_id', 'api_endpoint']) as string[] },
    ]);
  });

  it('knows what a stack takes over', () => {
    const imported = temporaryFolder();
    const entry = { to: 'linode_lke_node_pool.pool["general"]', id: '7,9' };
    const adopting = new App({ outdir: imported });
    buildStacks(adopting, { ...examplePlatform(), imports: [{ stack: 'production', ...entry }] });
    adopting.synth();

    expect(readOutputFolder(imported).stacks.flatMap(({ id, imports }) => imports.map((it) => [id, it]))).toEqual([
      ['production', entry],
    ]);
  });

  it('knows what is protected from deletion', () => {
    expect(stack('production')?.protectedAddresses).toEqual(['kubernetes_namespace_v1.namespace']);
    expect(stack('development')?.protectedAddresses).toEqual([]);
  });

  it('knows what starts a rollback by itself', () => {
    expect(stack('staging')?.rollbackOn).toEqual(['failed-deploy']);
    expect(stack('production')?.rollbackOn).toEqual([]);
  });

  it('is refused where there is none', () => {
    const empty = temporaryFolder();

    expect(() => readOutputFolder(empty)).toThrow(`${empty} holds no stacks. Synthesize first`);
  });

  it.each([
    ['cut off', '{"stacks": {'],
    ['of something else', '{"version": 4}'],
    [
      'naming a stack that is not there',
      '{"stacks":{"a":{"workingDirectory":".","synthesizedStackPath":"a","dependencies":[]}}}',
    ],
  ])('is refused when its manifest is %s, in words', (_, manifest) => {
    const damaged = temporaryFolder();
    writeFileSync(join(damaged, 'manifest.json'), manifest);

    expect(() => readOutputFolder(damaged)).toThrow(/ is missing or damaged\. Synthesize again/);
  });

  it('is refused when stacks depend on each other', () => {
    const manifest = JSON.parse(JSON.stringify(app.manifest.buildManifest())) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    manifest.stacks.cluster?.dependencies.push('system');
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));

    expect(() => readOutputFolder(folder)).toThrow('depend on each other');
  });
});
