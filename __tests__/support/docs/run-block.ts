import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scripts } from '../../../package.json';
import { runCommandLine } from '../command';
import { temporaryFolder } from '../temporary-folder';
import type { Block } from './blocks';
import { shownLines, typedLines, wordsOf } from './commands';

const ROOT = join(__dirname, '../../..');

/** What the first lines of a clone are run by elsewhere, with what shows it there. */
const ELSEWHERE: Readonly<Record<string, readonly [file: string, shows: string]>> = {
  'npm ci': ['.ci/run', 'npm ci'],
  'npm test': ['.ci/run', 'npm test'],
  'npm run snapshots': ['__tests__/support/write-snapshots.js', '__tests__/platform'],
};

/** Commands of others that a block may have, which need nothing but a folder. */
const HARMLESS = /^(rm|mkdir|cat|git (add|commit)) /;

/** A folder as a clone is one: the example as its platform file, committed, on a branch that `origin` has. */
export function exampleFolder(): string {
  const folder = temporaryFolder();
  copyFileSync(join(ROOT, 'docs/examples/full.yaml'), join(folder, 'platform.yaml'));
  shell(
    folder,
    'git init --quiet --initial-branch main && git config user.name jane && git config user.email jane@acme.example' +
      ' && git add -A && git commit --quiet -m first && git update-ref refs/remotes/origin/main HEAD',
  );
  return folder;
}

/**
 * Runs what a block has one types, offline, in the present folder.
 *
 * @throws {Error} when a line cannot be run here, or does not work
 */
export async function runBlock(block: Block): Promise<void> {
  const shown = shownLines(block);
  if (shown.length > 0) throw new Error(`${block.place}: nobody compares what it shows: ${shown.join('\n')}`);
  const lines = typedLines(block);
  if (lines.length === 0) throw new Error(`${block.place}: nothing in it is run`);
  for (const line of lines.flatMap((it) => it.split(' && '))) await runLine(block.place, line);
}

async function runLine(place: string, line: string): Promise<void> {
  const elsewhere = ELSEWHERE[line];
  if (elsewhere) {
    const [file, shows] = elsewhere;
    if (!readFileSync(join(ROOT, file), 'utf8').includes(shows)) throw new Error(`${place}: ${file} has no ${shows}`);
    return;
  }
  const own = ownWords(line);
  if (!own && !HARMLESS.test(line)) throw new Error(`${place}: "${line}" is not run here; mark the block otherwise`);
  if (!own) {
    shell(process.cwd(), line);
    return;
  }
  const to = own.indexOf('>');
  const { exitCode, stdout, stderr } = await runCommandLine(to < 0 ? own : own.slice(0, to), {
    HOME: process.cwd(),
    PATH: process.env.PATH,
  });
  if (exitCode === 1) throw new Error(`${place}: "${line}" fails: ${stderr}`);
  const file = to < 0 ? undefined : own[to + 1];
  if (file !== undefined) writeFileSync(file, stdout);
}

/** The words behind our command; undefined for a command of others. */
function ownWords(line: string): string[] | undefined {
  const script = /^npm run ([\w:-]+)$/.exec(line)?.[1];
  const called = script !== undefined && script in scripts ? scripts[script as keyof typeof scripts] : line;
  const [, rest] = /^(?:npx lke-platform|node bin\/lke-platform\.js) (.*)$/.exec(called) ?? [];
  return rest === undefined ? undefined : wordsOf(rest);
}

function shell(cwd: string, line: string): void {
  if (!existsSync(cwd)) throw new Error(`there is no folder ${cwd}`);
  execFileSync('bash', ['-euc', line], { cwd, stdio: 'pipe' });
}
