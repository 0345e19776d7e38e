import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { shellLine } from '../../model/shell-line';

/** What a person types whenever a line ends with a question. */
export interface Answer {
  /** Text of the question. */
  readonly to: RegExp;
  readonly type: string;
}

export interface TerminalProps {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** In the order in which the questions are expected. */
  readonly answers: readonly Answer[];
}

/**
 * Runs a command at a terminal, as `script` of util-linux makes one, and answers what it asks.
 *
 * @returns all that the terminal showed, as `stdout`
 */
export async function atTerminal(
  words: readonly string[],
  { cwd, env, answers }: TerminalProps,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn('script', ['-qefc', shellLine(...words), '/dev/null'], { cwd, env, stdio: 'pipe' });
  const waiting = [...answers];
  let [stdout, read] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
    const [next] = waiting;
    if (!next?.to.test(stdout.slice(read))) return;
    waiting.shift();
    read = stdout.length;
    child.stdin.write(`${next.type}\n`);
  });
  const stderr = text(child.stderr);
  const code = await new Promise<number>((resolve) => {
    child.on('close', (status) => {
      resolve(status ?? -1);
    });
  });
  if (waiting.length > 0) throw new Error(`it did not ask ${String(waiting[0]?.to)}:\n${stdout}${await stderr}`);
  return { code, stdout, stderr: await stderr };
}
