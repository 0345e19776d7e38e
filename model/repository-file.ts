import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadFile } from './rules/dashboard-files';

/** Reads files of a repository. @param root its folder */
export const repositoryFiles =
  (root: string): ReadFile =>
  (path) => {
    try {
      return readFileSync(join(root, path), 'utf8');
    } catch {
      return undefined;
    }
  };
