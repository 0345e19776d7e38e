import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MODULES } from './all';
import { GENERATED_FILES, generateModules } from './generate';

/**
 * Writes the modules and what is said of them, and removes generated files that are no longer wanted. Examples, tests
 * and changelogs stay as they are; of the guide only the sources change.
 *
 * @param root folder of the repository
 * @returns the paths of the files, from the root
 */
export function writeModules(root: string): string[] {
  const files = generateModules(root);
  for (const path of MODULES.flatMap(({ name }) => GENERATED_FILES.map((file) => `modules/${name}/${file}`))) {
    if (!(path in files) && existsSync(join(root, path))) rmSync(join(root, path));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return Object.keys(files);
}
