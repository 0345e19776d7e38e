import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const ONLY_THE_OWNER = 0o600;
const ONLY_THE_OWNER_ENTERS = 0o700;

/** Makes a folder that nobody else can enter, if there is none yet. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: ONLY_THE_OWNER_ENTERS });
}

/** Replaces a file by one that only its owner can read. It is there whole or not at all, also after a power cut. */
export function writePrivateFile(path: string, content: string): void {
  makePrivateFolder(dirname(path));
  const temporary = `${path}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  const file = openSync(temporary, 'wx', ONLY_THE_OWNER);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
