import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporary-folder';

/** A project of a few files, each given as path and content. */
export function project(files: Record<string, string>): string {
  const root = temporaryFolder();
  for (const [file, content] of Object.entries(files)) write(root, file, content);
  return root;
}

/** Writes a source that was last changed a minute ago, so that it does not count as changed during the build. */
export function write(root: string, file: string, content: string, minutesAgo = 1): void {
  fs.mkdirSync(dirname(join(root, file)), { recursive: true });
  fs.writeFileSync(join(root, file), content);
  const changed = new Date(Date.now() - minutesAgo * 60_000);
  fs.utimesSync(join(root, file), changed, changed);
}

/** What the entry of the bundle exports, evaluated in a process of its own. */
export async function exportsOf(file: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-p', `JSON.stringify(require('${file}'))`]);
  return JSON.parse(stdout);
}
