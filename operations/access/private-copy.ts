import { existsSync, writeFileSync } from 'node:fs';

/** A file that is there is never written over. */
export class FileExists extends Error {}

/** Writes a file that only its owner can read. @throws {FileExists} when it is there already */
export function writeNewPrivateFile(path: string, content: string): void {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw exists(path);
  }
}

/** Refuses a file that is there, before anything is done. @throws {FileExists} when it is */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw exists(path);
}

const exists = (path: string) => new FileExists(`${path} is there already, and is not written over. Name a new file.`);
