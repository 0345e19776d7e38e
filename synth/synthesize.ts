import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../main';
import type { Problem } from '../model/problem';
import { removeIfEmpty, requireOwnFolder, stagingFolder } from './output-folder';
import { putInPlace, type Placed } from './put-in-place';
import { writeStacks } from './write-stacks';

/** Name of the credential command in the output folder; the stacks call it by this name. */
const KUBE_CREDENTIAL = 'kube-credential.js';

export interface SynthesizeProps {
  /** The platform file. @default - the one that LKE_PLATFORM_CONFIG names, or `platform.yaml` */
  readonly file?: string | undefined;
  /** Folder for the output. */
  readonly out: string;
  /** The self-contained credential command that the stacks call. */
  readonly kubeCredential: string;
  /** Called with the name of each stack before it is written. */
  readonly onStack?: (stack: string) => void;
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
export function synthesize({ file, out, kubeCredential, onStack }: SynthesizeProps): Synthesized {
  requireOwnFolder(out);
  const isNew = !existsSync(out);
  const staging = stagingFolder(out);
  try {
    const built = createApp({ file, outdir: staging });
    const written = writeStacks(built, onStack);
    copyFileSync(kubeCredential, join(staging, KUBE_CREDENTIAL));
    const placed = putInPlace(staging, out, written);
    return { platform: built.platform.name, out, warnings: built.warnings, ...placed };
  } finally {
    rmSync(staging, { recursive: true, force: true });
    if (isNew) removeIfEmpty(out);
  }
}
