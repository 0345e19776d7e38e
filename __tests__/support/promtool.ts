import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@lke-platform/stand-ins/lab/cache-folder';

/** Version of Prometheus and promtool; `.ci/tools/prometheus.sh` builds them once. */
export const PROMETHEUS_VERSION = '3.16.0';

/** Where both programs are. */
export const PROMETHEUS_FOLDER = join(cacheFolder(), `prometheus-${PROMETHEUS_VERSION}`);

/** `describe` for what promtool judges; without it such tests are reported as skipped. */
export const onPromtool = existsSync(join(PROMETHEUS_FOLDER, 'promtool')) ? describe : describe.skip;

/** Runs promtool. */
export function promtool(
  args: readonly string[],
  input = '',
): { readonly code: number | null; readonly output: string } {
  const {
    status: code,
    stdout,
    stderr,
  } = spawnSync(join(PROMETHEUS_FOLDER, 'promtool'), args, { input, encoding: 'utf8' });
  return { code, output: `${stdout}${stderr}` };
}
