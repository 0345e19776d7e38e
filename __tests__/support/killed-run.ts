import { type ChildProcess, execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_FOLDER_PREFIX, ENGINES, type EngineNote } from '../../operations/deploy/run-folder';
import { engineEnvironment } from '../../operations/engine/engine-environment';
import { isRunning } from '../../operations/machine/process';
import { type Ended, ended, type Workplace } from './workplace';

const ROOT = join(__dirname, '../..');

/** The engines that runs in a workplace have started and that are at work. */
export function enginesOf({ temporary }: Workplace): EngineNote[] {
  return readdirSync(temporary)
    .filter((name) => name.startsWith(RUN_FOLDER_PREFIX))
    .map((name) => join(temporary, name, ENGINES))
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as EngineNote)
    .filter((note) => isRunning(note.process));
}

/** Kills the engines of a workplace with all that they have started, as the kernel does when memory is short. */
export function killEngines(workplace: Workplace): void {
  for (const { process: engine } of enginesOf(workplace)) process.kill(-engine.pid, 'SIGKILL');
}

/** Runs the command until something in the world kills its engine, and the command with it. */
export async function killedRun(
  workplace: Workplace,
  args: readonly string[],
  arrange: (kill: () => void) => void,
): Promise<Ended> {
  const running: { command?: ChildProcess } = {};
  arrange(() => {
    running.command?.kill('SIGKILL');
    killEngines(workplace);
  });
  running.command = workplace.start(...args);
  return ended(running.command);
}

/** Ways out as the command prints them, the first that is to be tried before the others. */
const WAYS_OUT = [
  /(?:terraform|tofu) -chdir=\S+ force-unlock [\w-]+/,
  /npx lke-platform unlock [a-z]+/,
  /(?:terraform|tofu) -chdir=\S+ untaint \S+/,
  /npx lke-platform orphans --remove helm_revision:\S+?(?=;|\s|$)/,
  /npx lke-platform apply \S+ --take-over/,
  /npx lke-platform orphans --remove \S+?(?=;|\s|$)/,
  /npx lke-platform doctor/,
];

/** The way out that a command printed; undefined if there is none. */
export function wayOutIn(text: string): string | undefined {
  for (const pattern of WAYS_OUT) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Runs a command as it was printed, with consent where it would ask for it. */
export function runAsPrinted(workplace: Workplace, printed: string): Promise<Ended> {
  const command = printed
    .replace(/^npx lke-platform (.*)$/, `"${process.execPath}" ${join(ROOT, 'bin/lke-platform.js')} $1 --yes`)
    .replace(/^(?:terraform|tofu) (\S+) force-unlock/, `${workplace.engine.command} $1 force-unlock -force`)
    .replace(/^(?:terraform|tofu) /, `${workplace.engine.command} `);
  return new Promise((resolve) => {
    const options = { cwd: workplace.folder, env: engineEnvironment(workplace.environment) };
    execFile('/bin/sh', ['-c', command], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/**
 * Does what a user does after a run was killed: runs the command again, and whenever it refuses, what it prints.
 *
 * @returns the ways out that were needed
 * @throws when the command refuses without one, or goes on refusing
 */
export async function recover(workplace: Workplace, ...args: string[]): Promise<string[]> {
  const taken: string[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const { code, stdout, stderr } = await workplace.command(...args);
    if (code === 0) return taken;
    const printed = wayOutIn(stderr);
    if (printed === undefined) throw new Error(`no way out is printed:\n${stdout}${stderr}`);
    const followed = printed.endsWith('doctor') ? await askDoctor(workplace) : printed;
    taken.push(followed);
    const way = await runAsPrinted(workplace, followed);
    if (way.code !== 0 && wayOutIn(way.stderr) === undefined) {
      throw new Error(`${printed} ends with ${way.code}:\n${way.stdout}${way.stderr}`);
    }
  }
  throw new Error(`it goes on refusing, after:\n${taken.join('\n')}`);
}

/** How doctor says that a lock is released. */
async function askDoctor(workplace: Workplace): Promise<string> {
  const { stdout } = await workplace.command('doctor', '--json');
  const way = wayOutIn(stdout);
  if (way === undefined || way.endsWith('doctor')) throw new Error(`doctor knows no way out:\n${stdout}`);
  return way;
}
