import { execFile } from 'node:child_process';
import { ProviderError } from '../protocol/service';

/** An exec credential plugin, as a provider's block names it, and where it runs. */
export interface ExecCommand {
  apiVersion: string;
  command: string;
  args: string[];
  /** variables of the block, added to the engine's environment */
  env: Record<string, string>;
  engine: { cwd: string; env: Record<string, string | undefined> };
}

interface ExecCredential {
  apiVersion?: string;
  kind?: string;
  status?: { token?: string };
}

/** Runs the command in the engine's directory, as client-go does, and takes the token out of what it prints. */
export async function tokenFrom(exec: ExecCommand): Promise<string> {
  const printed = await run(exec);
  const credential = parse(printed);
  if (credential.kind !== 'ExecCredential' || credential.apiVersion !== exec.apiVersion) {
    throw failure(
      `exec plugin is configured to use API version ${exec.apiVersion}, ` +
        `plugin returned version ${credential.apiVersion ?? ''}`,
    );
  }
  if (!credential.status?.token) throw failure("exec plugin didn't return a token or cert/key pair");
  return credential.status.token;
}

function run({ apiVersion, command, args, env, engine }: ExecCommand): Promise<string> {
  const info = JSON.stringify({ kind: 'ExecCredential', apiVersion, spec: { interactive: false } });
  const options = { cwd: engine.cwd, env: { ...engine.env, ...env, KUBERNETES_EXEC_INFO: info } };
  return new Promise((resolve, reject) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error) reject(failure(`exec: executable ${command} failed: ${error.message}\n${stderr}`));
      else resolve(stdout);
    });
  });
}

function parse(printed: string): ExecCredential {
  try {
    return JSON.parse(printed) as ExecCredential;
  } catch {
    throw failure(`decoding stdout: couldn't get version/kind; json parse error in ${JSON.stringify(printed)}`);
  }
}

function failure(reason: string): ProviderError {
  return new ProviderError(`getting credentials: ${reason}`);
}
