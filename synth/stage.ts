import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardFiles } from '../constructs/dashboards/dashboards';
import { DASHBOARDS_FOLDER, EXPORTER_BUNDLE, LOCAL_CHARTS } from '../constructs/local-charts';
import { createApp } from '../main';
import { COST_BASIS_FILE, costBasisOf } from '../model/cost/cost-basis';
import type { Platform } from '../model/platform';
import type { Problem } from '../model/problem';
import { repositoryFiles } from '../model/repository-file';
import { writeStacks, type WrittenStack } from './write-stacks';

/** Name of the credential command in the output folder; the stacks call it by this name. */
const KUBE_CREDENTIAL = 'kube-credential.js';

/** Folder of the stack that installs charts of this repository. */
const SYSTEM = 'stacks/system';

export interface StageProps {
  /** The platform file. @default - the one that LKE_PLATFORM_CONFIG names, or `platform.yaml` */
  readonly file?: string | undefined;
  /** The self-contained credential command that the stacks call. */
  readonly kubeCredential: string;
  /** The self-contained exporter, which the system stack installs. */
  readonly exporter: string;
  /** Folder with the charts that the stacks install, `infra/helm`. */
  readonly charts: string;
  /** Folder of the repository, from which the platform file names dashboards. */
  readonly repository: string;
  /** Folder to write to. It is made only if the platform file is right. */
  readonly staging: string;
  /** Called with the name of each stack before it is written. */
  readonly onStack?: ((stack: string) => void) | undefined;
}

/** A complete output that is not in its place yet. */
export interface Staged {
  readonly platform: Platform;
  readonly stacks: readonly WrittenStack[];
  /** What to know about the platform file although it is right. */
  readonly warnings: readonly Problem[];
}

/**
 * Writes all of a platform's output to a folder of its own.
 *
 * @throws {PlatformFileError} with everything that is wrong with the platform file
 * @throws {StackError} with everything that is wrong with the stacks
 */
export function stage({ file, kubeCredential, exporter, charts, repository, staging, onStack }: StageProps): Staged {
  const readFile = repositoryFiles(repository);
  const built = createApp({ file, outdir: staging, readFile });
  const stacks = writeStacks(built, onStack);
  copyFileSync(kubeCredential, join(staging, KUBE_CREDENTIAL));
  writeFileSync(join(staging, COST_BASIS_FILE), `${JSON.stringify(costBasisOf(built.platform), undefined, 2)}\n`);
  for (const [chart, place] of Object.entries(LOCAL_CHARTS)) {
    if (chart === 'bootstrap' && !built.platform.argoCd.enabled) continue;
    copyFolder(join(charts, chart), join(staging, SYSTEM, place));
  }
  copyFileSync(exporter, join(staging, SYSTEM, EXPORTER_BUNDLE));
  mkdirSync(join(staging, SYSTEM, DASHBOARDS_FOLDER));
  for (const [name, text] of dashboardFiles(built.platform, readFile)) {
    writeFileSync(join(staging, SYSTEM, DASHBOARDS_FOLDER, `${name}.json`), text);
  }
  return { platform: built.platform, stacks, warnings: built.warnings };
}

/** Copies a folder as `cpSync` does, which takes longer to load than this takes to run. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const copy = entry.isDirectory() ? copyFolder : copyFileSync;
    copy(join(from, entry.name), join(to, entry.name));
  }
}
