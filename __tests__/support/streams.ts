/** A stream that keeps what is written to it. */
class Collected {
  text = '';

  constructor(readonly isTTY: boolean) {}

  write(text: string): void {
    this.text += text;
  }
}

/** Streams for a command under test; terminals on request. */
export function collectStreams({ terminal = false, env = {} }: { terminal?: boolean; env?: NodeJS.ProcessEnv } = {}) {
  return { stdout: new Collected(terminal), stderr: new Collected(terminal), env };
}
