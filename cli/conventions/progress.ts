import { type Streams } from './streams';

/** Shows on stderr what a command is doing. */
export interface Progress {
  /** Says what begins now, in a few words: `cluster`, `reading the state of production`. */
  step(text: string): void;
  /** Takes the last step off the terminal, before something else is written there. */
  end(): void;
}

/** What ends sooner needs no progress. */
const A_MOMENT_MS = 400;

/** So long nobody wonders about a command that has not said yet what it does. */
const WONDER_MS = 1_000;

const CLEAR_LINE = '\r\u001b[2K';

/**
 * Progress that stays silent for the first moment. After it, a terminal shows the current step on one line and a log gets
 * one line per step, be it a step that began before and lasts. A command that says nothing of its steps shows its name, on
 * a terminal alone.
 *
 * @param command what is run. @default - nothing is shown before the first step
 */
export function showProgress({ stderr }: Pick<Streams, 'stderr'>, command?: string): Progress {
  const startedAt = performance.now();
  let isShown = false;
  let timer: NodeJS.Timeout | undefined;
  const show = (text: string) => {
    stderr.write(stderr.isTTY ? `${CLEAR_LINE}${text} …` : `${text} …\n`);
    isShown = true;
  };
  const showAfter = (ms: number, text: string) => {
    clearTimeout(timer);
    const left = ms - (performance.now() - startedAt);
    if (left <= 0) show(text);
    else timer = setTimeout(show, left, text).unref();
  };
  if (command !== undefined && stderr.isTTY) showAfter(WONDER_MS, command);
  return {
    step: (text) => {
      showAfter(A_MOMENT_MS, text);
    },
    end: () => {
      clearTimeout(timer);
      if (isShown && stderr.isTTY) stderr.write(CLEAR_LINE);
      isShown = false;
    },
  };
}

/** For `--json`, whose reader is a program. */
export const noProgress: Progress = { step: () => undefined, end: () => undefined };
