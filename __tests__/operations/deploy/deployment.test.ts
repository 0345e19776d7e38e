import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { Deployment } from '../../../operations/deploy/deployment';
import { buildStacks } from '../../../stacks/build-stacks';
import { examplePlatform } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

const STACKS = ['state', 'cluster', 'system'];

describe('the engines of a deployment', () => {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const engine = join(folder, 'terraform');

  beforeAll(() => {
    // Says when it begins and ends to initialize; each takes long enough to overlap.
    const lines = ['#!/bin/sh', 'if [ "$1" = version ]; then echo "Terraform v1.11.4"; exit; fi'];
    writeFileSync(engine, [...lines, `echo + >> ${log}; sleep 0.3; echo - >> ${log}`, ''].join('\n'));
    chmodSync(engine, 0o755);
    const app = new App({ outdir: join(folder, 'out') });
    buildStacks(app, examplePlatform());
    app.synth();
  });
  beforeEach(() => {
    writeFileSync(log, '');
  });

  /** What happened while all stacks were initialized at once. */
  async function initialize(environment: Record<string, string> = {}): Promise<string> {
    const props = {
      ...{ command: 'plan', changes: false },
      folder: join(folder, 'out'),
      environment: { PATH: process.env.PATH, TERRAFORM_BINARY_NAME: engine, ...environment },
      onStep: () => undefined,
    };
    await Deployment.use(props, (deployment) =>
      Promise.all(STACKS.map((id) => deployment.ready(deployment.stack(id)))),
    );
    return readFileSync(log, 'utf8').replace(/\n/g, '');
  }

  it('initialize at the same time', async () => {
    expect(await initialize()).toMatch(/^\+\+/);
  });

  it('initialize one after the other where they share a cache of providers, which two at once would damage', async () => {
    expect(await initialize({ TF_PLUGIN_CACHE_DIR: folder })).toBe('+-+-+-');
  });

  it('initialize a folder once', async () => {
    const props = {
      ...{ command: 'plan', changes: false },
      folder: join(folder, 'out'),
      environment: { PATH: process.env.PATH, TERRAFORM_BINARY_NAME: engine },
      onStep: () => undefined,
    };
    await Deployment.use(props, async (deployment) => {
      const stack = deployment.stack('state');
      await Promise.all([deployment.ready(stack), deployment.ready(stack)]);
      await deployment.ready(stack);
    });

    expect(readFileSync(log, 'utf8')).toBe('+\n-\n');
  });
});
