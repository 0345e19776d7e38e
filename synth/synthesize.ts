import { existsSync, rmSync } from 'node:fs';
import type { Problem } from '../model/problem';
import { removeIfEmpty, requireOwnFolder, stagingFolder } from './output-folder';
import { putInPlace, type Placed } from './put-in-place';
import { stage, type StageProps } from './stage';

export interface SynthesizeProps extends Omit<StageProps, 'staging'> {
  /** Folder for the output. */
  readonly out: string;
}

/** The output of a platform. Its stacks are in the order in which they are deployed; removed ones come last. */
export interface Output extends Placed {
  readonly platform: string;
  readonly out: string;
}

/** An output, and what to know about the platform file although it is right. */
export interface Synthesized extends Output {
  readonly warnings: readonly Problem[];
}

/**
 * Writes the Terraform of a platform. Everything is written to a folder of its own first and put in place, file by
 * file, when all of it is there: a failed synth leaves the last output as it was, and a reader never sees half a file.
 *
 * @throws {PlatformFileError} with everything that is wrong with the platform file
 * @throws {StackError} with everything that is wrong with the stacks
 * @throws {Error} when the output folder holds something else
 */
export function synthesize({ out, ...props }: SynthesizeProps): Synthesized {
  requireOwnFolder(out);
  const isNew = !existsSync(out);
  const staging = stagingFolder(out);
  try {
    const { platform, stacks, warnings } = stage({ ...props, staging });
    return { platform: platform.name, out, ...putInPlace(staging, out, stacks), warnings };
  } finally {
    rmSync(staging, { recursive: true, force: true });
    if (isNew) removeIfEmpty(out);
  }
}
