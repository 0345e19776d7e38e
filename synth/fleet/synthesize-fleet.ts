import { existsSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FileProblem } from '../../model/read-platform';
import { removeIfEmpty, requireFleetFolder, requireOwnFolder, stagingFolder } from '../output-folder';
import { putInPlace } from '../put-in-place';
import type { Output } from '../synthesize';
import { inProcesses } from './worker-pool';
import type { FleetAnswer, FleetTask } from './worker';

export interface FleetProps {
  /** The platform files. */
  readonly files: readonly string[];
  /** Folder for the outputs; each platform gets a folder of its name in it. */
  readonly out: string;
  /** The self-contained credential command that the stacks call. */
  readonly kubeCredential: string;
  /** The self-contained exporter that the system stack installs. */
  readonly exporter: string;
  /** Folder with the charts that the stacks install. */
  readonly charts: string;
  /** Folder of the repository. */
  readonly repository: string;
  /** The command's launcher. */
  readonly launcher: string;
  /** Called with the file of each platform that was dealt with. */
  readonly onFile?: (file: string) => void;
}

/** The outputs of a fleet. */
export interface Fleet {
  readonly out: string;
  /** In the order of the files. */
  readonly platforms: readonly (Output & { readonly file: string })[];
  /** What to know about the platform files although they are right. */
  readonly warnings: readonly FileProblem[];
}

/** Everything that is wrong with the platforms of a fleet. */
export class FleetError extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map(({ file, what }) => `${file}: ${what}`).join('\n'));
    this.name = 'FleetError';
  }
}

/** The command that a fleet's processes run. */
const WORKER = 'fleet-worker';

type Platform = Extract<FleetAnswer, { platform: string }>;

/**
 * Writes the Terraform of many platforms, each as an app of its own, in as many processes as there are processors.
 * Nothing is put in place until all platforms are right.
 *
 * @throws {FleetError} with everything that is wrong, in any of the files
 */
export async function synthesizeFleet({
  files,
  out,
  kubeCredential,
  exporter,
  charts,
  repository,
  launcher,
  onFile,
}: FleetProps): Promise<Fleet> {
  requireFleetFolder(out);
  const isNew = !existsSync(out);
  const staging = stagingFolder(out);
  const folderOf = (file: string) => join(staging, String(files.indexOf(file)));
  try {
    const answers = await inProcesses<FleetTask & Record<string, string>, FleetAnswer>({
      script: launcher,
      args: [WORKER],
      tasks: files.map((file) => ({
        file,
        staging: folderOf(file),
        out,
        launcher,
        kubeCredential,
        exporter,
        charts,
        repository,
      })),
      processes: availableParallelism(),
      onResult: ({ file }) => onFile?.(file),
    });
    const platforms = allRight(answers, out);
    return {
      out,
      platforms: platforms.map(({ file, platform, stacks }) => ({
        file,
        platform,
        out: join(out, platform),
        ...putInPlace(folderOf(file), join(out, platform), stacks),
      })),
      warnings: platforms.flatMap(({ warnings }) => warnings),
    };
  } finally {
    rmSync(staging, { recursive: true, force: true });
    if (isNew) removeIfEmpty(out);
  }
}

/** @throws {FleetError} if a platform is wrong, or two of them get into each other's way */
function allRight(answers: readonly FleetAnswer[], out: string): Platform[] {
  const platforms = answers.filter((answer) => 'platform' in answer);
  const problems = [
    ...answers.flatMap((answer) => ('problems' in answer ? answer.problems : [])),
    ...repeated(platforms, ({ platform }) => platform, 'name'),
    ...repeated(platforms, ({ stateBucket }) => stateBucket, 'state bucket'),
    ...platforms.flatMap(({ file, platform }) => foreignFolder(file, join(out, platform))),
  ];
  if (problems.length > 0) throw new FleetError(problems);
  return platforms;
}

/** Platforms that share what each needs for itself. */
function repeated(platforms: readonly Platform[], keyOf: (platform: Platform) => string, thing: string): FileProblem[] {
  const first = new Map<string, Platform>();
  return platforms.flatMap((platform) => {
    const other = first.get(keyOf(platform));
    if (!other) first.set(keyOf(platform), platform);
    return other
      ? [
          {
            severity: 'error',
            file: platform.file,
            what: `its ${thing} ${keyOf(platform)} is the one of ${other.file}, too: the platforms would share their state`,
            fix: `give each platform a ${thing} of its own`,
          },
        ]
      : [];
  });
}

function foreignFolder(file: string, folder: string): FileProblem[] {
  try {
    requireOwnFolder(folder);
    return [];
  } catch (error) {
    return [
      { severity: 'error', file, what: (error as Error).message, fix: 'empty the folder, or name another --out' },
    ];
  }
}
