import type { Progress } from './conventions/progress';
import type { GlobalFlags, Reply } from './conventions/run-command';
import type { Streams } from './conventions/streams';
import type { Launcher } from './launcher';

/** What a command gets to work with. */
export interface CommandContext {
  readonly launcher: Launcher;
  readonly streams: Streams;
  readonly flags: GlobalFlags;
  /** Runs a command's work by the conventions; its exit code becomes the one of the process. */
  run(command: string, action: (progress: Progress) => Promise<Reply> | Reply): Promise<void>;
}
