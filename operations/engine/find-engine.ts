import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gte, valid } from 'semver';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { engineEnvironment } from './engine-environment';

/** A program that plans and applies. */
export interface Engine {
  /** Name or path it is started by. */
  readonly command: string;
  readonly name: 'Terraform' | 'OpenTofu';
  readonly version: string;
}

/** How long a program may take to tell its version; a large one on a busy machine takes seconds. */
const TIMEOUT_MS = 60_000;

/** From here on there are state locks without a database. */
const OLDEST = '1.10.0';

/**
 * The engine of this machine: the one that TERRAFORM_BINARY_NAME names, or else the first that will do of `terraform`
 * and `tofu` on PATH.
 *
 * @param timeoutMs how long a program may take to tell its version. @default 60000
 * @throws {Error} when there is none, or none that is new enough
 */
export async function findEngine(environment: EnvironmentVariables, timeoutMs = TIMEOUT_MS): Promise<Engine> {
  const named = environment.TERRAFORM_BINARY_NAME;
  const commands = named ? [named] : ['terraform', 'tofu'];
  const found: Engine[] = [];
  for (const command of commands) {
    const engine = await engineAt(command, environment, timeoutMs);
    if (engine && gte(engine.version, OLDEST)) return engine;
    if (engine) found.push(engine);
  }
  const [old] = found;
  const wanted = `Terraform or OpenTofu ${OLDEST} or newer`;
  if (old) throw new Error(`${old.command} is ${old.name} ${old.version}; this needs ${wanted}. Install a newer one.`);
  if (named) {
    throw new Error(
      `TERRAFORM_BINARY_NAME is ${named}, which is not an engine. Name ${wanted}, or unset it to take the one on PATH.`,
    );
  }
  throw new Error(`neither terraform nor tofu is on PATH. Install ${wanted}, or name it in TERRAFORM_BINARY_NAME.`);
}

async function engineAt(
  command: string,
  environment: EnvironmentVariables,
  timeout: number,
): Promise<Engine | undefined> {
  try {
    const options = { env: engineEnvironment(environment), timeout, killSignal: 'SIGKILL' as const };
    const { stdout } = await promisify(execFile)(command, ['version'], options);
    const [, name, version = ''] = /^(Terraform|OpenTofu) v(\S+)/m.exec(stdout) ?? [];
    return name && valid(version) ? { command, name: name as Engine['name'], version } : undefined;
  } catch (error) {
    const { killed } = error as { killed?: boolean };
    if (killed) {
      throw new Error(
        `${command} does not tell its version in ${timeout / 1000} seconds. See what holds it up, or name another engine in TERRAFORM_BINARY_NAME.`,
        { cause: error },
      );
    }
    return undefined; // not there, or not an engine
  }
}
