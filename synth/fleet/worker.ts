import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileProblem } from '../../model/read-platform';
import { stage } from '../stage';
import type { WrittenStack } from '../write-stacks';
import { cdktfJson } from './cdktf-json';

/** One platform file for a worker process. */
export interface FleetTask {
  readonly file: string;
  readonly kubeCredential: string;
  readonly exporter: string;
  readonly charts: string;
  readonly repository: string;
  readonly staging: string;
  /** Folder for the fleet's outputs. */
  readonly out: string;
  /** The command's launcher. */
  readonly launcher: string;
}

/** What became of a platform file. */
export type FleetAnswer =
  | {
      readonly file: string;
      readonly platform: string;
      /** Address of the bucket that holds the platform's state. */
      readonly stateBucket: string;
      readonly stacks: readonly WrittenStack[];
      readonly warnings: readonly FileProblem[];
    }
  | { readonly file: string; readonly problems: readonly FileProblem[] };

/** Stages platforms as the parent process asks for them, until it is gone. */
export function serveFleet(): Promise<void> {
  return new Promise((resolve) => {
    process.once('disconnect', resolve);
    process.on('message', (task: FleetTask) => process.send?.(answerTo(task)));
  });
}

function answerTo({
  file,
  staging,
  out,
  launcher,
  kubeCredential,
  exporter,
  charts,
  repository,
}: FleetTask): FleetAnswer {
  try {
    const { platform, stacks, warnings } = stage({ file, staging, kubeCredential, exporter, charts, repository });
    writeFileSync(join(staging, 'cdktf.json'), cdktfJson({ folder: join(out, platform.name), launcher, file }));
    const { endpoint, buckets } = platform.state;
    return { file, platform: platform.name, stateBucket: `${endpoint}/${buckets.state}`, stacks, warnings };
  } catch (error) {
    return { file, problems: problemsOf(error as Error).map((problem) => ({ ...problem, file })) };
  }
}

function problemsOf(error: Error & { problems?: readonly FileProblem[] }): readonly FileProblem[] {
  return error.problems ?? [{ severity: 'error', file: '', what: error.message, fix: 'run it alone with --debug' }];
}
