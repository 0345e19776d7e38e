/** The part of a stream that the command writes to; tests collect it. */
export interface Writable {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Where a command writes: its result to stdout, everything about its running to stderr. */
export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: NodeJS.ProcessEnv;
  /** Where a person answers. @default - nobody can be asked */
  readonly stdin?: NodeJS.ReadStream;
}
