import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** cdktf-cli 0.21 has no terminal binding for Node 24 and later; our own commands need none. */
const RUNS = Number(process.versions.node.split('.')[0]) < 24;

/** A test that runs cdktf-cli, on the releases of Node on which it runs at all. */
export const itWithCdktfCli = RUNS ? it : it.skip;

/** Runs cdktf-cli in a folder, offline. */
export const cdktf = (args: readonly string[], { cwd, env }: { cwd: string; env?: NodeJS.ProcessEnv }) =>
  spawnSync(process.execPath, [join(__dirname, '../../node_modules/.bin/cdktf'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', CI: '1', TF_CLI_CONFIG_FILE: undefined, ...env },
  });
