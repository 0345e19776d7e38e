/** A stream that keeps what is written to it. */
class Collected {
  text = '';

  constructor(readonly isTTY: boolean) {}

  write(text: string): void {
    this.text += text;
  }
}

/** What a command wrote to stderr beside its progress, of which a slow machine sees more than a quick one. */
export const withoutProgress = (stderr: string) => stderr.replace(/^.* …\n/gm, '');

/** Streams for a command under test; terminals on request. */
export function collectStreams({ terminal = false, env = {} }: { terminal?: boolean; env?: NodeJS.ProcessEnv } = {}) {
  return { stdout: new Collected(terminal), stderr: new Collected(terminal), env };
}
