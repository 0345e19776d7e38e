import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * A module of the sources as the command bundles it: what renders pages is made of ES modules, which jest does not load.
 *
 * @param path from the root of the repository, such as `cli/commands/drift/drift-page.ts`
 */
export function bundled<T>(path: string): T {
  const folder = mkdtempSync(join(tmpdir(), 'bundled-'));
  const outfile = join(folder, 'module.cjs');
  try {
    const entryPoints = [join(__dirname, '../../..', path)];
    buildSync({ entryPoints, bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'error' });
    return createRequire(__filename)(outfile) as T;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
