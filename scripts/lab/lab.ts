import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isLabBuilt, startLab } from '@lke-platform/stand-ins/lab/lab';
import { labPoolsOf } from '@lke-platform/stand-ins/lab/pools';
import { BUILD_THE_LAB } from '@lke-platform/stand-ins/lab/programs';
import { Command } from 'commander';
import { platformFileName, readPlatform } from '../../model/read-platform';

const ROOT = join(__dirname, '../../..');

interface Options {
  readonly file?: string;
  readonly sharedControllerAccount?: boolean;
}

async function main(command: readonly string[], { file, sharedControllerAccount }: Options): Promise<void> {
  build();
  const { platform } = readPlatform({ file: file ?? platformFileName(process.env), environment: process.env });
  const lab = await startLab({ pools: labPoolsOf(platform), perControllerAccounts: !sharedControllerAccount });
  const [program, ...args] = command;
  try {
    if (program === undefined) await untilInterrupted(lab.kubeconfig);
    else process.exitCode = await run(program, args, lab.kubeconfig);
  } finally {
    await lab.stop();
  }
}

/** Once for each version of its parts. */
function build(): void {
  if (isLabBuilt()) return;
  process.stderr.write('The lab is built once, which takes about ten minutes …\n');
  spawnSync(join(ROOT, BUILD_THE_LAB), { stdio: ['ignore', 'inherit', 'inherit'] });
}

function untilInterrupted(kubeconfig: string): Promise<unknown> {
  process.stdout.write(`export KUBECONFIG='${kubeconfig}'\n`);
  process.stderr.write(
    '\nA cluster with the nodes of your platform file: Kubernetes itself, and nodes that are only played. Pods are placed\n' +
      'and get Running, but nothing runs in them. Put the line above into another shell, and use kubectl or helm there.\n' +
      'Ctrl-C ends it; all it made is gone then.\n',
  );
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  });
}

function run(program: string, args: readonly string[], kubeconfig: string): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, KUBECONFIG: kubeconfig } });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

new Command('lab')
  .description('A cluster on loopback with the nodes of the platform file')
  .argument('[command...]', 'a command to run with it, for example: kubectl get nodes')
  .option('--file <platform file>', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
  .option('--shared-controller-account', "let all of Kubernetes' controllers be one user")
  .passThroughOptions()
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 1;
  });
