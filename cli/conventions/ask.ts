import type { Streams } from './streams';

/** The only answer that counts as consent, as with Terraform. */
const CONSENT = 'yes';

/** Whether somebody can be asked: a person at a terminal. */
export function canAsk({ stdin, stderr }: Streams): boolean {
  return stdin?.isTTY === true && stderr.isTTY === true;
}

/**
 * Asks a person for consent, on stderr. The end of the input is not consent.
 *
 * @param consent the only answer that counts. @default 'yes'
 * @throws the signal's reason when it is aborted before the answer
 */
export async function askConsent(
  question: string,
  { stdin, stderr }: Streams,
  signal: AbortSignal,
  consent = CONSENT,
): Promise<boolean> {
  if (!stdin) return false;
  const { createInterface } = await import('node:readline'); // takes a while to load
  stderr.write(`${question} Only "${consent}" is taken for consent: `);
  signal.throwIfAborted();
  // Not as a terminal: that would keep Ctrl-C from becoming a signal.
  const reader = createInterface({ input: stdin, terminal: false });
  let interrupt: () => void = () => undefined;
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      reader.once('line', resolve);
      reader.once('close', () => {
        resolve('');
      });
      interrupt = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', interrupt);
    });
    return answer.trim() === consent;
  } finally {
    // The signal lives as long as the run, which may ask once for each stack.
    signal.removeEventListener('abort', interrupt);
    reader.close();
  }
}
