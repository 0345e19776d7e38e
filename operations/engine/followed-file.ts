import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK = 65_536;
const ONLY_THE_OWNER = 0o600;
const POLL_MS = 100;

/**
 * A file that a process writes its output to, read line by line meanwhile. To a pipe a process can write only as long as
 * somebody reads it: an engine that writes to one is ended by SIGPIPE when this process is killed, half way through what
 * it does.
 */
export class FollowedFile {
  /** For the process to write to. */
  readonly descriptor: number;
  private readonly timer: NodeJS.Timeout;
  private readonly decoder = new StringDecoder('utf8');
  private position = 0;
  private line = '';
  private content = '';

  /**
   * @param path of a file that is not there yet
   * @param onLine called with each line as it comes
   */
  constructor(
    path: string,
    private readonly onLine: (line: string) => void = () => undefined,
  ) {
    this.descriptor = openSync(path, 'ax+', ONLY_THE_OWNER);
    this.timer = setInterval(() => {
      this.read();
    }, POLL_MS);
  }

  /** Reads the rest, once the process has ended. @returns everything it wrote */
  end(): string {
    clearInterval(this.timer);
    this.read();
    closeSync(this.descriptor);
    if (this.line !== '') this.onLine(this.line);
    return this.content;
  }

  private read(): void {
    const buffer = Buffer.alloc(CHUNK);
    for (;;) {
      const length = readSync(this.descriptor, buffer, 0, CHUNK, this.position);
      if (length === 0) return;
      this.position += length;
      this.take(this.decoder.write(buffer.subarray(0, length)));
    }
  }

  private take(text: string): void {
    this.content += text;
    const lines = (this.line + text).split('\n');
    this.line = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
  }
}
