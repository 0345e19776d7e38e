import { type Streams } from './streams';

/** Shows on stderr what a command is doing. */
export interface Progress {
  /** Says what begins now, in a few words: `cluster`, `reading the state of production`. */
  step(text: string): void;
  /** Takes the last step off the terminal. */
  end(): void;
}

/** What ends sooner needs no progress. */
const aMomentMs = 400;

/**
 * Progress that stays silent for the first moment. After it, a terminal shows the current step on one line and
 * a log gets one line per step.
 */
export function showProgress({ stderr }: Pick<Streams, 'stderr'>, now = () => performance.now()): Progress {
  const startedAt = now();
  const clearLine = '\r\u001b[2K';
  let shown = false;
  return {
    step(text) {
      if (now() - startedAt < aMomentMs) return;
      stderr.write(stderr.isTTY ? `${clearLine}${text} …` : `${text} …\n`);
      shown = true;
    },
    end() {
      if (shown && stderr.isTTY) stderr.write(clearLine);
      shown = false;
    },
  };
}

/** For `--json`, whose reader is a program. */
export const noProgress: Progress = { step: () => undefined, end: () => undefined };
