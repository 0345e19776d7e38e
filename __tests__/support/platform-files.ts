import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/** Writes a platform file, as JSON, which YAML includes. @returns its path, in a folder that is removed afterwards */
export function platformFileOf(data: object, name = 'platform.yaml'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, JSON.stringify(data));
  return file;
}
