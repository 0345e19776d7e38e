import { spawnSync } from 'node:child_process';

const runs = (command: string) => spawnSync(command, ['version'], { stdio: 'ignore' }).status === 0;

/** The engine that tests run: the one that TERRAFORM_BINARY_NAME names, else Terraform, else OpenTofu. */
export const engineCommand = (): string =>
  process.env.TERRAFORM_BINARY_NAME ?? (runs('terraform') || !runs('tofu') ? 'terraform' : 'tofu');

/** Whether that engine is there. */
export const hasEngine = (): boolean => runs(engineCommand());
