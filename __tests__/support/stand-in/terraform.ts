import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** How a run of the engine ended. */
export interface Run {
  code: number;
  /** what it printed, errors included, without colours and with line breaks of its boxes undone */
  output: string;
}

/** A root module in a folder of its own, for one test. */
export class Root {
  readonly directory = mkdtempSync(join(tmpdir(), 'stand-in-root-'));

  constructor(
    private readonly environment: Record<string, string>,
    private readonly command = 'terraform',
  ) {}

  /** Writes the configuration, in Terraform's JSON syntax. */
  write(configuration: object): void {
    writeFileSync(join(this.directory, 'main.tf.json'), JSON.stringify(configuration, null, 2));
  }

  async run(...args: string[]): Promise<Run> {
    const env = {
      ...process.env,
      TF_CLI_CONFIG_FILE: '',
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      ...this.environment,
    };
    const child = spawn(this.command, [...args, ...(args[0] === 'show' || args[0] === 'state' ? [] : ['-no-color'])], {
      cwd: this.directory,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)));
    const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, output: output + errors.replace(/^[╷│╵] ?/gm, '') };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Whether an engine is on PATH. */
export function hasEngine(command = 'terraform'): boolean {
  return spawnSync(command, ['version'], { stdio: 'ignore' }).status === 0;
}
